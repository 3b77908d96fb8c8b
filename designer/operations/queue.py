"""The queue: how many runs wait and how many are at work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from dataflow_app.runtime.status import Status
from designer.models import Run

OPEN = (Status.QUEUED.value, Status.RUNNING.value)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """The open runs of one tenant (its name) and priority; ``oldest_queued_at`` is when the longest waiting one was queued."""

    tenant: str
    priority: int
    queued: int
    paused: int
    running: int
    oldest_queued_at: datetime | None


def open_runs(tenant_id: int | None = None) -> QuerySet[Run]:
    """Return the runs that are not over, of one tenant or of all; an index holds just these, however many are over."""
    runs = Run.objects.filter(status__in=OPEN).order_by()
    return runs if tenant_id is None else runs.filter(tenant=tenant_id)


def read_queue(tenant_id: int | None = None) -> list[QueueRow]:
    """Return the queue by tenant and priority, what waits longest first; of one tenant, or of all."""
    waiting, paused = Q(status=Status.QUEUED, paused_at=None), Q(status=Status.QUEUED, paused_at__isnull=False)
    rows = (
        open_runs(tenant_id)
        .values_list("tenant__name", "priority")
        .annotate(
            queued=Count("id", filter=waiting),
            paused=Count("id", filter=paused),
            running=Count("id", filter=Q(status=Status.RUNNING)),
            oldest=Min("queued_at", filter=waiting),
        )
    )
    return sorted((QueueRow(*row) for row in rows), key=_urgency)


def oldest_of(rows: Iterable[QueueRow]) -> datetime | None:
    """Return when the run was queued that waits longest; None where none waits."""
    return min((row.oldest_queued_at for row in rows if row.oldest_queued_at), default=None)


def _urgency(row: QueueRow) -> tuple[bool, float, str]:
    since = row.oldest_queued_at
    return (since is None, since.timestamp() if since else 0.0, row.tenant)
