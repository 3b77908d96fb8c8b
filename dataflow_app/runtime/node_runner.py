"""Running one node: its context, its type, its bounds, its output."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from dataflow_app.errors import NodeError, one
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.acting import begin_acting, end_acting
from dataflow_app.runtime.canceller import Canceller
from dataflow_app.runtime.step import Step
from dataflow_app.scope import Scope


class NodeRunner:
    """Calls node types with what a run has for them; safe to use from several threads. ``ends`` is when the run's time is up."""

    def __init__(  # noqa: PLR0913 - what a run consists of
        self,
        *,
        run: str,
        scope: Scope,
        inputs: Mapping[str, Any],
        secret: Callable[[str], Mapping[str, str]],
        must_stop: Callable[[], bool],
        canceller: Canceller,
        ends: float | None,
    ) -> None:
        self._run, self._scope, self._inputs, self._secret = run, scope, inputs, secret
        self._must_stop, self._canceller, self._ends = must_stop, canceller, ends

    def run(self, step: Step, parameters: Mapping[str, Any], iteration: int = 0) -> Mapping[str, Any]:
        """Run the node and return its output, which is a mapping by port name.

        Raise ``NodeError`` (``timeout``) where the try took longer than it may, and ``NodeCancelled`` where the run is to stop.
        """
        timeout = step.node.timeout
        if timeout is None and self._ends is None:
            return self._call(step, self._context(step, iteration, None, self._must_stop), parameters)
        return self._run_bounded(step, parameters, iteration, None if timeout is None else monotonic() + timeout)

    def _run_bounded(self, step: Step, parameters: Mapping[str, Any], iteration: int, end: float | None) -> Mapping[str, Any]:
        """Run a node whose try must end at ``end``, or whose run must end."""
        deadline = min(each for each in (end, self._ends) if each is not None)
        context = self._context(step, iteration, deadline, lambda: monotonic() >= deadline or self._must_stop())
        try:
            output = self._call(step, context, parameters)
        except Exception as error:
            if end is not None and monotonic() >= end == deadline:
                raise out_of_time(step) from error
            if monotonic() >= deadline:
                raise NodeCancelled from error
            raise
        if end is not None and monotonic() >= end:
            raise out_of_time(step)
        return output

    def _call(self, step: Step, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        acting = begin_acting(context.scope)
        try:
            if step.database is None:
                output: object = step.type.run(context, parameters)
            else:
                output = self._call_on_database(step, step.database, context, parameters)
        finally:
            end_acting(acting)
        if not isinstance(output, Mapping):
            message = f"{step.type.name} gave {one(type(output).__name__)} where a mapping of output ports is due."
            raise NodeError("unexpected", message, "This is a fault of the node type.")
        return output

    def _call_on_database(self, step: Step, database: str, context: NodeContext, parameters: Mapping[str, Any]) -> object:
        with self._canceller.guarding(database):
            if self._must_stop():  # cancelled before the canceller knew of the connection
                raise NodeCancelled
            if context.deadline is None:
                return step.type.run(context, parameters)
            from dataflow_app.orm.databases.deadline import deadline  # noqa: PLC0415 - runs without a database never touch Django

            with deadline(database, context.deadline):
                return step.type.run(context, parameters)

    def _context(self, step: Step, iteration: int, deadline: float | None, is_cancelled: Callable[[], bool]) -> NodeContext:
        scope, run, node = self._scope, self._run, step.id
        return NodeContext(
            Scope(scope.tenant, scope.enforced, scope.actor, run, node, scope.address, scope.session),
            run,
            node,
            iteration,
            self._inputs,
            f"{run}:{node}:{iteration}",
            is_cancelled,
            self._secret,
            deadline,
        )


def out_of_time(step: Step) -> NodeError:
    """Return the error of a try that took too long."""
    message = f"'{step.id}' took longer than the {step.node.timeout:g} seconds that a try may take, and was stopped."
    return NodeError("timeout", message, "Give it more time in its settings, or less to do.")
