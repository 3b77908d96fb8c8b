"""The pulse: one thread a process that keeps leases alive, flushes what waits, and hears of cancellations."""

from threading import Condition, Thread
from time import monotonic
from typing import Protocol

import structlog
from django.db import DatabaseError, connections

#: Seconds from beat to beat. Facts that have waited for one are committed, so that none without an effect waits for more than two,
#: and a run whose effects follow one another is left alone.
BEAT = 0.0125
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
    """Beats for the journals that are open; its thread ends, and gives its connections back, with the last of them.

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
            self._changed.notify()

    def give_back(self, reason: str) -> None:
        """Queue all runs again whose journals are open here; their executors stop before the next node."""
        with self._changed:
            journals = list(self._journals)
        for journal in journals:
            journal.give_back(reason)

    def _beat(self) -> None:
        looked = monotonic()
        while journals := self._wait():
            is_time = monotonic() - looked >= LOOK_EVERY
            looked = monotonic() if is_time else looked
            for journal in journals:
                _touch(journal, is_time=is_time)
        connections.close_all()

    def _wait(self) -> list[Beating]:
        """Wait for the next beat; return the journals, or none when the thread is to end."""
        with self._changed:
            self._changed.wait_for(lambda: not self._journals, timeout=BEAT)
            if not self._journals:
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
