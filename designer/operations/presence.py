"""The presence of a worker: a thread that says every few seconds that this process is there."""

import os
import socket
from threading import Event, Thread

import structlog
from django.db import DatabaseError, connections
from django.utils import timezone

from designer.services.report_worker import REPORT_EVERY, forget_worker, report_worker

_log = structlog.get_logger(__name__)


class Presence:
    """Reports this process until it is stopped. It holds no connection between two reports."""

    def __init__(self, threads: int) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._threads, self._started_at = threads, timezone.now()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="presence", daemon=True)

    def start(self) -> None:
        """Begin to report."""
        self._thread.start()

    def stop(self) -> None:
        """Say that the worker is gone, and end."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        self._report()
        while not self._stopped.wait(REPORT_EVERY):
            self._report()
        self._forget()

    def _report(self) -> None:
        try:
            report_worker(name=self.name, threads=self._threads, started_at=self._started_at)
        except DatabaseError as error:
            _log.warning("the worker's presence could not be written", error=str(error))
        connections.close_all()

    def _forget(self) -> None:
        try:
            forget_worker(self.name)
        except DatabaseError as error:
            _log.warning("the worker's row stays, and is dropped in a day", error=str(error))
        connections.close_all()
