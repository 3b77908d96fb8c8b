"""Which nodes may run now: those that have all they need, unless they are done with already or must be passed over."""

from collections.abc import Mapping

from dataflow_app.runtime.journal import Checkpoint, Journal
from dataflow_app.runtime.passing import reason_to_pass
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.step import Step
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
            for step in fresh:
                if not (self._restored and self._is_restored(step)) and not self._is_passed(step):
                    self._walk.put(step)
                    queued.append(step.id)
        if queued:
            self._journal.nodes_queued(queued)

    def _is_restored(self, step: Step) -> bool:
        done = self._restored.get(step.id)
        if done is None or done.status not in (Status.SUCCEEDED, Status.FAILED):
            return False
        self._tally.restore(step, done)
        return True

    def _is_passed(self, step: Step) -> bool:
        reason = reason_to_pass(step, self._walk.steps)
        if reason is None:
            return False
        done = self._restored.get(step.id)
        if done is None or done.status is not Status.SKIPPED:
            self._journal.node_skipped(step.id, reason.own)
        self._walk.settle(step, reason.handed_on)
        return True
