"""What became of the nodes so far, told to the journal and to the walk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.runtime.journal import Checkpoint, Journal, NodeFailure
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.passing import earlier_failure
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.step import Step
from dataflow_app.runtime.walk import Walk


@dataclass(frozen=True, slots=True)
class _End:
    """Why the run fails."""

    failure: NodeFailure
    cause: BaseException | None


class Tally:
    """Keeps the first failure that a run fails for, and its results, where somebody wants them."""

    def __init__(self, journal: Journal, walk: Walk, *, keeps_results: bool = True) -> None:
        self._keeps_results = keeps_results
        self._journal = journal
        self._walk = walk
        self._end: _End | None = None
        self.results: dict[str, Mapping[str, Any]] = {}

    def succeed(self, step: Step, output: Mapping[str, Any]) -> None:
        """Keep the output of a node, which the journal has by now."""
        self._keep(step, output)
        self._walk.settle(step)

    def fail(self, step: Step, failure: NodeFailure, error: BaseException) -> None:
        """Record why a node failed for good, and let the walk go on as the node's settings say."""
        self._journal.node_failed(step.id, failure)
        self._settle_failed(step, failure, error)

    def restore(self, step: Step, done: Checkpoint) -> None:
        """Take over what an earlier try of the run came to."""
        if done.status is Status.SUCCEEDED:
            self.succeed(step, done.output or {})
        else:
            self._settle_failed(step, earlier_failure(step, done), None)

    def finish(self, overtime: NodeFailure | None = None) -> Outcome:
        """Cancel the nodes that are not done with, record the end of the run, and return the outcome.

        ``overtime`` is the failure of a run that took too long; it has failed if anything is left to cancel.
        """
        unsettled = list(self._walk.unsettled())
        for step in unsettled:
            self._journal.node_cancelled(step.id)
        end = self._reason(overtime, is_done=not unsettled)
        status = Status.FAILED if end else Status.CANCELLED if unsettled else Status.SUCCEEDED
        self._journal.run_finished(status, end.failure if end else None)
        return Outcome(status, self.results, end.failure if end else None, end.cause if end else None)

    def _reason(self, overtime: NodeFailure | None, *, is_done: bool) -> _End | None:
        """Return what the run fails for; a run that was cancelled before it was done fails for nothing."""
        if is_done:
            return self._end
        return _End(overtime, None) if overtime else None

    def _settle_failed(self, step: Step, failure: NodeFailure, error: BaseException | None) -> None:
        step.has_failed = True
        on_error = step.node.on_error
        if on_error == "stop":
            self._end = self._end or _End(failure, error)
            self._walk.settle(step, f"because '{step.id}' failed")
            return
        if on_error == "output":
            self._keep(step, {"error": _error(failure)})
        self._walk.settle(step)

    def _keep(self, step: Step, output: Mapping[str, Any]) -> None:
        step.output = output
        if self._keeps_results:
            self.results[step.id] = output


def _error(failure: NodeFailure) -> dict[str, Any]:
    return {"code": failure.code, "message": failure.message, "remedy": failure.remedy, "node": failure.node}
