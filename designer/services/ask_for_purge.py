"""Ask a worker to remove the rows whose time is up."""

from threading import Lock
from time import monotonic

import structlog
from kombu.exceptions import OperationalError

from designer import celery
from designer.services.purge_expired_rows import expiring_models

TASK = "designer.purge_expired_rows"
#: Seconds between two purges.
INTERVAL = 60.0

_log = structlog.get_logger(__name__)


class Purges:
    """When this process asked last: once a minute is enough. Several processes that ask do no harm."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next = 0.0

    def ask(self, now: float | None = None) -> bool:
        """Send the task where a minute has passed since the last one, and return whether it was sent; not where no model has a ttl.

        ``now`` is in seconds of a clock that only goes forward.
        """
        now = monotonic() if now is None else now
        with self._lock:
            if now < self._next or not expiring_models():
                return False
            self._next = now + INTERVAL
        try:
            celery.app.send_task(TASK, expires=INTERVAL, ignore_result=True)
        except (OperationalError, OSError) as error:
            _log.warning("broker unreachable, expired rows stay for another minute", error=str(error))
            return False
        return True


PURGES = Purges()
