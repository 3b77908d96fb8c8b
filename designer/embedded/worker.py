"""A Celery worker as a thread."""

from threading import Thread

from celery.worker import WorkController, state
from django.db import connections

from designer.celery import app
from designer.conf import options
from designer.journal.leaving import LEAVING
from designer.services.wake_workers import wake_workers

NO_RUN = 0
REASON = "The server was stopped; the run continues after the last finished node."


class Worker:
    """Executes runs in threads of this process, several at once."""

    def __init__(self) -> None:
        self._controller = WorkController(
            app=app,
            pool_cls="threads",
            concurrency=options().worker_concurrency,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            quiet=True,
        )
        self._thread = Thread(target=self._controller.start, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to take runs."""
        self._thread.start()

    def is_alive(self) -> bool:
        """Whether its thread is there to take runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Take no more runs, and give those under way back into the queue, from where they continue after the next start.

        The nodes that run then have some seconds to end.
        """
        LEAVING.begin(REASON, grace=options().grace_seconds)
        _ask_to_stop(0)
        while self._thread.is_alive():
            # Its loop looks at that between two messages only.
            wake_workers(NO_RUN)
            self._thread.join(0.1)
        connections.close_all()
        _ask_to_stop(None)
        LEAVING.end()


def _ask_to_stop(code: int | None) -> None:
    """Set what every Celery worker of this process looks at between two messages; None withdraws it."""
    vars(state)["should_stop"] = code
