"""Which nodes may run now: those that have all they need, unless they are done with already or must be passed over."""

from collections.abc import Mapping

from dataflow_app.graph.plan import PlannedNode
from dataflow_app.runtime.journal import Checkpoint, Journal
from dataflow_app.runtime.node_runner import may_run_aside
from dataflow_app.runtime.passing import reason_to_pass
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.tally import Tally
from dataflow_app.runtime.walk import Walk


class Admission:
    """Queues nodes as the walk comes to them; ``restored`` is what earlier tries of the run finished."""

    def __init__(self, journal: Journal, walk: Walk, tally: Tally, restored: Mapping[str, Checkpoint]) -> None:
        self._journal, self._walk, self._tally, self._restored = journal, walk, tally, restored

    def admit(self) -> None:
        """Queue the nodes that have all they need now, and settle those that must not run."""
        queued = []
        while fresh := self._walk.take_fresh():
            for node in fresh:
                if not self._is_done_with(node):
                    self._walk.put(node, waits=may_run_aside(node))
                    queued.append(node.id)
        if queued:
            self._journal.nodes_queued(queued)

    def _is_done_with(self, node: PlannedNode) -> bool:
        done = self._restored.get(node.id)
        if done and done.status in (Status.SUCCEEDED, Status.FAILED):
            self._tally.restore(node, done)
            return True
        reason = reason_to_pass(node, self._walk, self._tally.results)
        if reason is None:
            return False
        if done is None or done.status is not Status.SKIPPED:
            self._journal.node_skipped(node.id, reason.own)
        self._walk.settle(node, reason.handed_on)
        return True
