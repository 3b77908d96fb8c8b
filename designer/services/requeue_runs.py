"""Take runs back from their workers."""

from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.record_event import record_event
from designer.services.wake_workers import wake_workers


def requeue_runs(runs: QuerySet[Run], *, reason: str) -> list[int]:
    """Queue those of the runs again that still run, and return their ids; ``reason`` is shown to people.

    Their workers may write no more from then on: the lease number rises at once, not only when somebody claims the run.
    """
    now = timezone.now()
    with transaction.atomic():
        ids = list(runs.filter(status=Status.RUNNING).select_for_update(skip_locked=True).values_list("pk", flat=True))
        Run.objects.filter(pk__in=ids).update(
            status=Status.QUEUED, lease_number=F("lease_number") + 1, lease_owner="", lease_expires_at=None, sent_at=now
        )
        for run_id in ids:
            record_event(run_id=run_id, type="run_queued", at=now, payload={"reason": reason})
            transaction.on_commit(partial(wake_workers, run_id))
    return ids
