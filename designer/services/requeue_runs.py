"""Take runs back from their workers."""

from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.record_event import record_event
from designer.services.wake_workers import wake_workers


def requeue_runs(runs: QuerySet[Run], *, reason: str, must_wait: bool = False) -> list[int]:
    """Queue those of the runs again that still run, and return their ids; ``reason`` is shown to people.

    Their workers may write no more from then on: the lease number rises at once, not only when somebody claims the run.
    One that was asked to pause is paused from then on. A run that somebody else writes to at this moment is passed over, or, where
    ``must_wait``, waited for.
    """
    now = timezone.now()
    with transaction.atomic():
        running = runs.filter(status=Status.RUNNING).select_for_update(skip_locked=not must_wait, no_key=True)
        paused = {run.pk: run.paused_by if run.paused_at else None for run in running.only("paused_at", "paused_by")}
        ids = list(paused)
        Run.objects.filter(pk__in=ids).update(
            status=Status.QUEUED, lease_number=F("lease_number") + 1, lease_owner="", lease_expires_at=None, sent_at=now
        )
        for run_id, actor in paused.items():
            if actor is None:
                record_event(run_id=run_id, type="run_queued", at=now, payload={"reason": reason})
                transaction.on_commit(partial(wake_workers, run_id))
            else:
                record_event(run_id=run_id, type="run_paused", at=now, payload={"actor": actor, "reason": reason})
    return ids
