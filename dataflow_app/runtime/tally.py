"""What became of the nodes so far, told to the journal and to the walk."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.graph.plan import PlannedNode
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.runtime.failures import failure_of
from dataflow_app.runtime.journal import Checkpoint, Journal, NodeFailure
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.passing import earlier_failure
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.walk import Walk


class Tally:
    """Keeps the results and the first failure of a run."""

    def __init__(self, journal: Journal, walk: Walk) -> None:
        self._journal = journal
        self._walk = walk
        self._failure: NodeFailure | None = None
        self._cause: BaseException | None = None
        self.results: dict[str, Mapping[str, Any]] = {}
        #: Whether a node stopped itself because the run was cancelled.
        self.is_cancelled = False

    def succeed(self, node: PlannedNode, output: Mapping[str, Any]) -> None:
        """Keep the output of a node, which the journal has by now."""
        self.results[node.id] = output
        self._walk.settle(node)

    def fail(self, node: PlannedNode, error: BaseException) -> None:
        """Record why a node failed; a node that stopped itself has not failed, and is left to be cancelled."""
        if isinstance(error, NodeCancelled):
            self.is_cancelled = True
            return
        failure = failure_of(node, error)
        self._journal.node_failed(node.id, failure)
        if self._failure is None:
            self._failure, self._cause = failure, error
        self._block(node)

    def restore(self, node: PlannedNode, done: Checkpoint) -> None:
        """Take over what an earlier try of the run came to."""
        if done.status is Status.SUCCEEDED:
            self.succeed(node, done.output or {})
        else:
            self._failure = self._failure or earlier_failure(node, done)
            self._block(node)

    def finish(self) -> Outcome:
        """Cancel the nodes that are not done with, record the end of the run, and return the outcome."""
        unsettled = list(self._walk.unsettled())
        for node in unsettled:
            self._journal.node_cancelled(node.id)
        status = Status.CANCELLED if unsettled else Status.FAILED if self._failure else Status.SUCCEEDED
        failure = self._failure if status is Status.FAILED else None
        self._journal.run_finished(status, failure)
        return Outcome(status, self.results, failure, self._cause if failure else None)

    def _block(self, node: PlannedNode) -> None:
        self._walk.settle(node, f"because '{node.id}' failed")
