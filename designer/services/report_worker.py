"""Say that a worker is there, and that it is gone."""

from datetime import datetime, timedelta

from django.utils import timezone

from designer.models import Worker

#: How often a worker says that it is there, in seconds.
REPORT_EVERY = 5.0
#: How long a worker that said nothing is still shown, so that people see that it is missing.
KEPT = timedelta(days=1)


def report_worker(*, name: str, threads: int, started_at: datetime) -> None:
    """Write that the worker is there now, and drop those that nobody has heard of for a day."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"threads": threads, "started_at": started_at, "seen_at": now})
    Worker.objects.filter(seen_at__lt=now - KEPT).delete()


def forget_worker(name: str) -> None:
    """Drop a worker that ends in order."""
    Worker.objects.filter(name=name).delete()
