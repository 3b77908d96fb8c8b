"""The pulse: one thread a process that keeps leases alive, flushes what waits, and hears of cancellations."""

from threading import Condition, Thread
from time import monotonic, sleep
from typing import Protocol

import structlog
from django.db import DatabaseError, connections

#: Seconds from beat to beat. Facts that have waited for one are committed, so that none without an effect waits for more than two,
#: and a run whose effects follow one another is left alone.
BEAT = 0.0125
#: After how many beats without an open journal the thread ends.
IDLE_BEATS = 16
#: How often cancellations and lost leases are looked for, in seconds.
LOOK_EVERY = 0.1

_log = structlog.get_logger(__name__)


class Beating(Protocol):
    """A journal as the pulse sees it."""

    def flush_if_idle(self) -> None:
        """Write what has waited for a beat, unless the journal is in the middle of a write."""

    def look(self) -> None:
        """Read whether the run was cancelled or taken away, and renew the lease where it is time."""

    def give_back(self, reason: str) -> None:
        """Queue the run again, for another worker."""


class Pulse:
    """Beats for the journals that are open; its thread ends, and gives its connections back, a while after the last of them.

    The thread is the only one beside the executor's that touches the database for a run, so nodes that wait in a pool need no
    connection to learn that they were cancelled.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._journals: set[Beating] = set()
        self._thread: Thread | None = None

    def add(self, journal: Beating) -> None:
        """Beat for the journal."""
        with self._changed:
            self._journals.add(journal)
            if self._thread is None:
                self._thread = Thread(target=self._beat, name="journal-pulse", daemon=True)
                self._thread.start()

    def remove(self, journal: Beating) -> None:
        """Beat for it no more."""
        with self._changed:
            self._journals.discard(journal)
            self._changed.notify_all()

    def give_back(self, reason: str) -> None:
        """Queue all runs again whose journals are open here; their executors stop before the next node."""
        with self._changed:
            journals = list(self._journals)
        for journal in journals:
            try:
                journal.give_back(reason)
            except DatabaseError as error:
                _log.warning("run could not be handed over, it is taken back when its lease ends", error=str(error))

    def wait_until_idle(self, timeout: float) -> bool:
        """Wait at most so many seconds until no journal is open, and return whether that is so."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._journals, timeout)

    def _beat(self) -> None:
        looked, idle = monotonic(), 0
        while idle < IDLE_BEATS:
            # Not woken at the end of a run: most end between two beats, and another begins.
            sleep(BEAT)
            is_time = monotonic() - looked >= LOOK_EVERY
            looked = monotonic() if is_time else looked
            idle = 0 if (journals := self._open_after(idle)) else idle + 1
            for journal in journals:
                _touch(journal, is_time=is_time)
        connections.close_all()

    def _open_after(self, idle: int) -> list[Beating]:
        """Return the open journals; where there are none for long enough, the thread ends, and the next journal begins another."""
        with self._changed:
            if not self._journals and idle + 1 == IDLE_BEATS:
                self._thread = None
            return list(self._journals)


def _touch(journal: Beating, *, is_time: bool) -> None:
    try:
        journal.flush_if_idle()
        if is_time:
            journal.look()
    except DatabaseError as error:
        # A locked or restarting database: the facts still wait, and the next beat tries again.
        _log.warning("journal could not write, trying again", error=str(error))
        connections.close_all()


PULSE = Pulse()
