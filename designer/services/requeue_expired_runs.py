"""Take runs back from workers that fell silent."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.record_event import record_event
from designer.services.wake_workers import wake_workers

BATCH = 100
REASON = "The worker fell silent; another one continues after the last finished node."


def requeue_expired_runs() -> list[int]:
    """Queue the runs again whose lease has run out, and return their ids. Their late worker may write no more from then on."""
    now = timezone.now()
    silent = Run.objects.filter(status=Status.RUNNING, lease_expires_at__lt=now)
    if not silent.exists():
        return []
    with transaction.atomic():
        ids = list(silent.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
        # A later number at once: the late worker is fenced off before anybody claims the run.
        Run.objects.filter(pk__in=ids).update(
            status=Status.QUEUED, lease_number=F("lease_number") + 1, lease_owner="", lease_expires_at=None, sent_at=now
        )
        for run_id in ids:
            record_event(run_id=run_id, type="run_queued", at=now, payload={"reason": REASON})
    for run_id in ids:
        wake_workers(run_id)
    return ids
