"""How late schedules are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from designer.models import Trigger


@dataclass(frozen=True, slots=True)
class ScheduleLag:
    """How many schedules are due and not started yet, since when the latest of them waits, and how late that is in seconds."""

    due: int
    oldest_due_at: datetime | None
    seconds: float


def read_schedule_lag(tenant_id: int | None = None) -> ScheduleLag:
    """Return the lag of one tenant's schedules, or of all. Jitter is no lag: a start that is held counts from when it may happen."""
    now = timezone.now()
    due = Trigger.objects.filter(Q(held_until=None) | Q(held_until__lte=now), enabled=True, next_due_at__lte=now).order_by()
    found = due if tenant_id is None else due.filter(workflow__tenant=tenant_id)
    count, oldest = found.aggregate(count=Count("id"), oldest=Min(Coalesce("held_until", "next_due_at"))).values()
    return ScheduleLag(count, oldest, (now - oldest).total_seconds() if oldest else 0.0)
