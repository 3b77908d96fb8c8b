"""Ask a worker to remove what was kept long enough: expired rows, old runs, large values that nothing refers to."""

from threading import Lock
from time import monotonic

import structlog
from kombu.exceptions import OperationalError

from designer import celery
from designer.services.purge_expired_rows import expiring_models

ROWS_TASK = "designer.purge_expired_rows"
RUNS_TASK = "designer.prune"
#: Seconds between two purges.
INTERVAL = 60.0

_log = structlog.get_logger(__name__)


class Purges:
    """When this process asked last: once a minute is enough. Several processes that ask do no harm."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next = 0.0

    def ask(self, now: float | None = None) -> bool:
        """Send the tasks where a minute has passed since the last time, and return whether they were sent.

        ``now`` is in seconds of a clock that only goes forward. Rows are left out where no model has a ttl.
        """
        now = monotonic() if now is None else now
        with self._lock:
            if now < self._next:
                return False
            self._next = now + INTERVAL
        try:
            for task in (RUNS_TASK, *([ROWS_TASK] if expiring_models() else [])):
                celery.app.send_task(task, expires=INTERVAL, ignore_result=True)
        except (OperationalError, OSError) as error:
            _log.warning("broker unreachable, what has expired stays for another minute", error=str(error))
            return False
        return True


PURGES = Purges()
