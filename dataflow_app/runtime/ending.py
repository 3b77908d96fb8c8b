"""When a walk is to end before its nodes are done."""

from time import monotonic

from dataflow_app.runtime.journal import Journal, NodeFailure


class Ending:
    """Knows whether the run was cancelled, or takes longer than the ``timeout`` seconds it may in all its walks; asked from any thread."""

    def __init__(self, journal: Journal, timeout: float | None) -> None:
        self._journal, self._timeout = journal, timeout
        #: Whether a node stopped itself because the run was cancelled, or the walk has ended.
        self.has_stopped = False
        #: When the time of the run is up, by ``time.monotonic``; None where it has all the time it needs.
        self.at = None if timeout is None else monotonic() + timeout - journal.spent()

    def must_stop(self) -> bool:
        """Whether no further node may start, and those that run are to stop."""
        return self.has_stopped or self._journal.is_cancelled() or (self.at is not None and monotonic() >= self.at)

    def overtime(self) -> NodeFailure | None:
        """Return the failure of a run that took too long and was not cancelled, or None."""
        if self.at is None or monotonic() < self.at or self._journal.is_cancelled():
            return None
        message = f"The run took longer than the {self._timeout:g} seconds that it may, and was stopped."
        return NodeFailure("", "", "timeout", message, "Give it more time in the settings of the workflow, or less to do.")
