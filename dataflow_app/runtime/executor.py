"""The executor: walks a plan, runs its nodes and tells the journal."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dataflow_app.graph.plan import Plan, PlannedNode
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.runtime.failures import failure_of
from dataflow_app.runtime.feeding import parameters_of
from dataflow_app.runtime.journal import Checkpoint, Journal, LeaseLost, NodeFailure
from dataflow_app.runtime.node_runner import NodeRunner, database_of, may_run_aside
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.passing import earlier_failure, reason_to_pass
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.thread_pool import ThreadPool
from dataflow_app.runtime.walk import Walk
from dataflow_app.scope import Scope

THREADS = 16


class Executor:
    """Walks one plan once.

    Nodes run on the caller's thread in the order of the plan, except that nodes whose type ``waits`` run in threads beside
    it when something else can go on meanwhile; so a chain never changes threads. The journal is called on the caller's
    thread only, ``is_cancelled`` excepted. A node that fails takes along what depends on it; the rest goes on.
    """

    def __init__(  # noqa: PLR0913 - what a run consists of
        self,
        plan: Plan,
        journal: Journal,
        *,
        run: str,
        scope: Scope,
        inputs: Mapping[str, Any],
        secret: Callable[[str], Mapping[str, str]],
        threads: int = THREADS,
    ) -> None:
        self._journal = journal
        self._inputs = inputs
        self._walk = Walk(plan)
        self._pool: ThreadPool[PlannedNode, Mapping[str, Any] | BaseException] = ThreadPool(threads)
        self._runner = NodeRunner(run=run, scope=scope, inputs=inputs, secret=secret, is_cancelled=self._must_stop)
        self._restored: Mapping[str, Checkpoint] = {}
        self._results: dict[str, Mapping[str, Any]] = {}
        self._failure: NodeFailure | None = None
        self._cause: BaseException | None = None
        self._cancelled = False
        self._abandoned = False

    def execute(self) -> Outcome:
        """Walk the plan to its end and return the outcome; a lost lease ends the walk at once, without another record."""
        try:
            return self._execute()
        except LeaseLost:
            return Outcome(Status.RUNNING, self._results)
        finally:
            self._abandoned = True
            self._pool.close()

    def _execute(self) -> Outcome:
        self._restored = self._journal.restore()
        self._journal.run_started()
        self._admit()
        while not self._is_cancelled() and self._advance():
            pass
        return self._finish()

    def _advance(self) -> bool:
        """Do the next piece of work; return whether there was any."""
        self._collect(wait=False)
        self._spread()
        node = self._walk.take(waits=False)
        if node:
            self._run_here(node)
        elif not self._collect(wait=True) and not self._walk.ready_count:
            return False
        self._admit()
        return True

    def _admit(self) -> None:
        """Queue the nodes that have all they need now, and settle those that must not run."""
        queued = []
        while fresh := self._walk.take_fresh():
            for node in fresh:
                if not self._pass(node):
                    self._walk.put(node, waits=may_run_aside(node))
                    queued.append(node.id)
        if queued:
            self._journal.nodes_queued(queued)

    def _pass(self, node: PlannedNode) -> bool:
        """Settle a node that was done in an earlier try of the run, or that must not run; return whether it was one."""
        done = self._restored.get(node.id)
        if done and done.status in (Status.SUCCEEDED, Status.FAILED):
            self._restore(node, done)
            return True
        reason = reason_to_pass(node, self._walk, self._results)
        if reason is None:
            return False
        if done is None or done.status is not Status.SKIPPED:
            self._journal.node_skipped(node.id, reason.own)
        self._walk.settle(node, reason.handed_on)
        return True

    def _restore(self, node: PlannedNode, done: Checkpoint) -> None:
        if done.status is Status.SUCCEEDED:
            self._results[node.id] = done.output or {}
            self._walk.settle(node)
        else:
            self._failure = self._failure or earlier_failure(node, done)
            self._walk.settle(node, f"because '{node.id}' failed")

    def _spread(self) -> None:
        """Start nodes that wait for something else: in threads, or here where nothing else could go on meanwhile."""
        while self._pool.has_room and not self._is_cancelled():
            alone = self._walk.ready_count == 1 and not self._pool.busy
            node = self._walk.take(waits=True)
            if node is None:
                return
            if alone:
                self._run_here(node)
                self._admit()
            else:
                self._run_aside(node)

    def _run_here(self, node: PlannedNode) -> None:
        try:
            output = self._perform(node, self._start(node))
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - a node may raise anything; it is the failure of that node
            self._fail(node, error)
        else:
            self._succeed(node, output)

    def _perform(self, node: PlannedNode, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        database = database_of(node)
        if database:
            return self._journal.perform(node.id, database, partial(self._runner.run, node, parameters))
        output = self._runner.run(node, parameters)
        self._journal.node_succeeded(node.id, output)
        return output

    def _run_aside(self, node: PlannedNode) -> None:
        try:
            parameters = self._start(node)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - what goes into the node could not be made
            self._fail(node, error)
        else:
            self._pool.submit(node, partial(self._attempt, node, parameters))

    def _start(self, node: PlannedNode) -> Mapping[str, Any]:
        """Record the start of a node with what goes into it, or with its plain parameters where that cannot be made."""
        try:
            parameters = parameters_of(node, self._results, self._inputs)
        except Exception:
            self._journal.node_started(node.id, node.parameters)
            raise
        self._journal.node_started(node.id, parameters)
        return parameters

    def _attempt(self, node: PlannedNode, parameters: Mapping[str, Any]) -> Mapping[str, Any] | BaseException:
        try:
            return self._runner.run(node, parameters)
        except BaseException as error:  # noqa: BLE001 - handed to the executor's thread, which waits for an answer
            return error

    def _collect(self, *, wait: bool) -> bool:
        """Settle the nodes that came back from the threads; return whether one did."""
        done = self._pool.finished(wait=wait)
        if done is None:
            return False
        while done:
            self._settle(*done)
            done = self._pool.finished(wait=False)
        return True

    def _settle(self, node: PlannedNode, answer: Mapping[str, Any] | BaseException) -> None:
        if isinstance(answer, BaseException):
            self._fail(node, answer)
            return
        try:
            self._journal.node_succeeded(node.id, answer)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - an output that cannot be kept is the failure of its node
            self._fail(node, error)
        else:
            self._succeed(node, answer)

    def _succeed(self, node: PlannedNode, output: Mapping[str, Any]) -> None:
        self._results[node.id] = output
        self._walk.settle(node)

    def _fail(self, node: PlannedNode, error: BaseException) -> None:
        if isinstance(error, NodeCancelled):
            self._cancelled = True
            return
        failure = failure_of(node, error)
        self._journal.node_failed(node.id, failure)
        if self._failure is None:
            self._failure, self._cause = failure, error
        self._walk.settle(node, f"because '{node.id}' failed")

    def _finish(self) -> Outcome:
        while self._collect(wait=True):
            pass
        unsettled = list(self._walk.unsettled())
        for node in unsettled:
            self._journal.node_cancelled(node.id)
        status = Status.CANCELLED if unsettled else Status.FAILED if self._failure else Status.SUCCEEDED
        failure = self._failure if status is Status.FAILED else None
        self._journal.run_finished(status, failure)
        return Outcome(status, self._results, failure, self._cause if failure else None)

    def _is_cancelled(self) -> bool:
        return self._cancelled or self._journal.is_cancelled()

    def _must_stop(self) -> bool:
        """Tell a running node whether to stop; asked from any thread."""
        return self._abandoned or self._is_cancelled()
