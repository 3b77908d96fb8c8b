"""The ticker as a thread."""

from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from django.db import connections

from designer.services.attempt import attempt
from designer.services.resend_queued_runs import resend_queued_runs
from designer.services.tick import INTERVAL, tick_on

#: After how many seconds a tick that does not end is taken for stuck.
STUCK_AFTER = 60.0


class Ticker:
    """Ticks every second until it is stopped; several tickers, in several processes, do no harm."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._ticked = monotonic()
        self._thread = Thread(target=self._run, name="ticker", daemon=True)

    def start(self) -> None:
        """Begin: first with the runs that were queued while nobody was there."""
        self._thread.start()

    def stop(self) -> None:
        """End after the tick that is under way."""
        self._stopped.set()
        self._thread.join()

    def is_alive(self) -> bool:
        """Whether it ticks: its thread is there, and came round lately."""
        return self._thread.is_alive() and monotonic() - self._ticked < STUCK_AFTER

    def _run(self) -> None:
        attempt(lambda: resend_queued_runs(older_than=timedelta()))
        while not self._stopped.wait(INTERVAL):
            self._ticked = monotonic()
            tick_on()
        connections.close_all()
