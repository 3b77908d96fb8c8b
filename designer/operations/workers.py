"""Which workers are there, and what they hold."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Worker
from designer.operations.queue import open_runs
from designer.services.report_worker import REPORT_EVERY

#: After how long a worker that said nothing is taken for silent.
SILENT_AFTER = timedelta(seconds=3 * REPORT_EVERY)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker as operators see it; a process that holds runs but never said that it is there has no ``threads`` and no times."""

    name: str
    running: int
    threads: int | None
    started_at: datetime | None
    seen_at: datetime | None
    is_silent: bool


def read_workers(tenant_id: int | None = None) -> list[WorkerRow]:
    """Return the workers that are there, silent ones last; the runs counted are those of one tenant, or of all."""
    held = _held(tenant_id)
    limit = timezone.now() - SILENT_AFTER
    rows = [
        WorkerRow(worker.name, held.pop(worker.name, 0), worker.threads, worker.started_at, worker.seen_at, worker.seen_at < limit)
        for worker in Worker.objects.all()
    ]
    others = [WorkerRow(name, count, None, None, None, is_silent=False) for name, count in sorted(held.items())]
    return sorted([*rows, *others], key=lambda row: (row.is_silent, row.name))


def count_live_workers() -> int:
    """Return how many workers said lately that they are there."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - SILENT_AFTER).count()


def _held(tenant_id: int | None) -> "Counter[str]":
    """Return how many runs each process holds; the owner of a lease is a thread of it: host, process, thread."""
    owners = open_runs(tenant_id).filter(status=Status.RUNNING).values_list("lease_owner", flat=True)
    return Counter(":".join(owner.split(":")[:2]) for owner in owners)
