"""How Celery finds Django."""

from typing import Any

import django
from celery import Celery
from celery.fixups.django import DjangoFixup, DjangoWorkerFixup  # type: ignore[attr-defined] # the stubs are older


class _WorkerFixup(DjangoWorkerFixup):  # type: ignore[misc] # likewise
    """Celery's own, but that a child process keeps its pool of connections from task to task, which other threads of it use meanwhile."""

    def on_worker_process_init(self, **known: Any) -> None:
        super().on_worker_process_init(**known)
        # What it was forked with is closed by now. Who knows of no worker closes connections only, as in the pool of threads.
        self.worker = None


class _Fixup(DjangoFixup):
    """Celery's own, without Django's system checks: they load every page and form, a quarter of a worker's memory. ``migrate`` checks."""

    def on_import_modules(self, **_: Any) -> None:
        django.setup()

    def on_worker_init(self, **known: Any) -> None:
        self.worker_fixup = _WorkerFixup(self.app)  # type: ignore[misc] # likewise
        super().on_worker_init(**known)


def fixup(app: Celery) -> DjangoFixup:
    """Let workers and beat set up Django before they load tasks, and give connections back after each task."""
    made = _Fixup(app)
    made.install()
    return made
