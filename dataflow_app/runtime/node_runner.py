"""Running one node: its context, its type, its output."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from dataflow_app.errors import NodeError, one
from dataflow_app.graph.plan import PlannedNode
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.orm.acting import acting
from dataflow_app.scope import Scope

DEFAULT_DATABASE = "default"


class NodeRunner:
    """Calls node types with what a run has for them; safe to use from several threads."""

    def __init__(
        self,
        *,
        run: str,
        scope: Scope,
        inputs: Mapping[str, Any],
        secret: Callable[[str], Mapping[str, str]],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._run, self._scope, self._inputs = run, scope, inputs
        self._secret, self._is_cancelled = secret, is_cancelled

    def run(self, node: PlannedNode, parameters: Mapping[str, Any], iteration: int = 0) -> Mapping[str, Any]:
        """Run the node and return its output, which is a mapping by port name."""
        context = self._context(node, iteration)
        with acting(context.scope):
            output: object = type_of(node).run(context, parameters)
        if not isinstance(output, Mapping):
            message = f"{node.type.name} gave {one(type(output).__name__)} where a mapping of output ports is due."
            raise NodeError("unexpected", message, "This is a fault of the node type.")
        return output

    def _context(self, node: PlannedNode, iteration: int) -> NodeContext:
        scope, run = self._scope, self._run
        return NodeContext(
            scope=Scope(scope.tenant, scope.enforced, scope.actor, run, node.id, scope.address, scope.session),
            run=run,
            node=node.id,
            iteration=iteration,
            inputs=self._inputs,
            idempotency_key=f"{run}:{node.id}:{iteration}",
            is_cancelled=self._is_cancelled,
            secret=self._secret,
        )


def type_of(node: PlannedNode) -> NodeType:
    """Return the node's type with all that a runtime needs of it; the graph knows only a part."""
    return cast("NodeType", node.type)


def database_of(node: PlannedNode) -> str | None:
    """Return the alias of the database that the node has an effect on, or None where it has none."""
    node_type = type_of(node)
    return (node_type.database or DEFAULT_DATABASE) if node_type.effect is Effect.DATABASE else None


def may_run_aside(node: PlannedNode) -> bool:
    """Whether the node may run in a thread: it mostly waits, and not for the run's database, whose connection has one thread."""
    node_type = type_of(node)
    return node_type.waits and node_type.database is None and node_type.effect is not Effect.DATABASE
