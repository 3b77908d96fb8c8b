"""Wake workers for runs that nobody claimed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.wake_workers import LIFETIME, wake_workers

BATCH = 100


def resend_queued_runs(*, older_than: timedelta = timedelta(seconds=LIFETIME)) -> list[int]:
    """Wake workers again for queued runs whose message is older than that, and return their ids: a lost message loses nothing."""
    now = timezone.now()
    unclaimed = Run.objects.filter(status=Status.QUEUED, sent_at__lte=now - older_than).order_by("queued_at")
    if not unclaimed.exists():
        return []
    with transaction.atomic():
        ids = list(unclaimed.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
        Run.objects.filter(pk__in=ids).update(sent_at=now)
    for run_id in ids:
        wake_workers(run_id)
    return ids
