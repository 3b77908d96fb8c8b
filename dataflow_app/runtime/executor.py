"""The executor: walks a plan, runs its nodes and tells the journal."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dataflow_app.graph.plan import Plan, PlannedNode
from dataflow_app.runtime.admission import Admission
from dataflow_app.runtime.feeding import parameters_of
from dataflow_app.runtime.journal import Journal, LeaseLost
from dataflow_app.runtime.node_runner import NodeRunner, database_of, type_of
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.tally import Tally
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
        self._tally = Tally(journal, self._walk)
        self._admission = Admission(journal, self._walk, self._tally, {})
        self._pool: ThreadPool[PlannedNode, Mapping[str, Any] | BaseException] = ThreadPool(threads)
        self._runner = NodeRunner(run=run, scope=scope, inputs=inputs, secret=secret, is_cancelled=self._must_stop)
        self._abandoned = False

    def execute(self) -> Outcome:
        """Walk the plan to its end and return the outcome; a lost lease ends the walk at once, without another record."""
        try:
            return self._execute()
        except LeaseLost:
            return Outcome(Status.RUNNING, self._tally.results)
        finally:
            self._abandoned = True
            self._pool.close()

    def _execute(self) -> Outcome:
        self._admission = Admission(self._journal, self._walk, self._tally, self._journal.restore())
        self._journal.run_started()
        self._admission.admit()
        while not self._is_cancelled() and self._advance():
            pass
        while self._collect(wait=True):
            pass
        return self._tally.finish()

    def _advance(self) -> bool:
        """Do the next piece of work; return whether there was any."""
        self._collect(wait=False)
        self._spread()
        node = self._walk.take(waits=False)
        if node:
            self._run_here(node)
        elif not self._collect(wait=True) and not self._walk.ready_count:
            return False
        self._admission.admit()
        return True

    def _spread(self) -> None:
        """Start nodes that wait for something else: in threads, or here where nothing else could go on meanwhile."""
        while self._pool.has_room and not self._is_cancelled():
            alone = self._walk.ready_count == 1 and not self._pool.busy
            node = self._walk.take(waits=True)
            if node is None:
                return
            if alone:
                self._run_here(node)
                self._admission.admit()
            else:
                self._run_aside(node)

    def _run_here(self, node: PlannedNode) -> None:
        try:
            output = self._perform(node, self._start(node))
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - a node may raise anything; it is the failure of that node
            self._tally.fail(node, error)
        else:
            self._tally.succeed(node, output)

    def _perform(self, node: PlannedNode, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        database = database_of(node)
        if database:
            effect = partial(self._runner.run, node, parameters)
            return self._journal.perform(node.id, database, effect, is_whole=type_of(node).is_whole)
        output = self._runner.run(node, parameters)
        self._journal.node_succeeded(node.id, output)
        return output

    def _run_aside(self, node: PlannedNode) -> None:
        try:
            parameters = self._start(node)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - what goes into the node could not be made
            self._tally.fail(node, error)
        else:
            self._pool.submit(node, partial(self._attempt, node, parameters))

    def _start(self, node: PlannedNode) -> Mapping[str, Any]:
        """Record the start of a node with what goes into it, or with its plain parameters where that cannot be made."""
        try:
            parameters = parameters_of(node, self._tally.results, self._inputs)
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
            self._tally.fail(node, answer)
            return
        try:
            self._journal.node_succeeded(node.id, answer)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - an output that cannot be kept is the failure of its node
            self._tally.fail(node, error)
        else:
            self._tally.succeed(node, answer)

    def _is_cancelled(self) -> bool:
        return self._tally.is_cancelled or self._journal.is_cancelled()

    def _must_stop(self) -> bool:
        """Tell a running node whether to stop; asked from any thread."""
        return self._abandoned or self._is_cancelled()
