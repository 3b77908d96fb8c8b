"""How Celery finds Django."""

from typing import Any

import django
from celery import Celery
from celery.fixups.django import DjangoFixup


class _Fixup(DjangoFixup):
    """Celery's own, without Django's system checks: they load every page and form, a quarter of a worker's memory. ``migrate`` checks."""

    def on_import_modules(self, **_: Any) -> None:
        django.setup()


def fixup(app: Celery) -> DjangoFixup:
    """Let workers and beat set up Django before they load tasks, and give connections back after each task."""
    made = _Fixup(app)
    made.install()
    return made
