"""Leaving: a process that is about to end hands its runs over to others."""

from threading import Timer

from django.db import connections

from designer.journal.pulse import PULSE, Pulse


class Leaving:
    """Whether this process is about to end, and why; its executors look between two nodes, and start no further one."""

    def __init__(self, pulse: Pulse = PULSE) -> None:
        self._pulse = pulse
        self._timer: Timer | None = None
        #: What people read of it in the events of the runs; None: the process stays.
        self.reason: str | None = None

    def begin(self, reason: str, *, grace: float) -> None:
        """Ask for it; nodes that are still under way after ``grace`` seconds are stopped, and begin anew in another worker."""
        if self.reason is None:
            self.reason = reason
            self._timer = Timer(grace, self._give_back, (reason,))
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """Withdraw it: the process goes on to claim runs."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.reason = None

    def is_asked(self) -> bool:
        """Whether no further node may start here; asked before each."""
        return self.reason is not None

    def _give_back(self, reason: str) -> None:
        self._pulse.give_back(reason)
        connections.close_all()


LEAVING = Leaving()
