"""Take runs back from workers that fell silent."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from dataflow_app.runtime.status import Status
from designer.conf import options
from designer.metrics import count_expired_leases
from designer.models import Run
from designer.services.end_sessions import end_sessions
from designer.services.fail_crashed_run import fail_crashed_run
from designer.services.requeue_runs import requeue_runs

BATCH = 100
REASON = "The worker fell silent; another one continues after the last finished node."


def requeue_expired_runs() -> list[int]:
    """Queue the runs again whose lease has run out, and return their ids.

    Each time counts as a crash. A run that comes to ``MAX_CRASHES`` of them is suspected to be what kills its workers: it fails.
    """
    silent = Run.objects.filter(status=Status.RUNNING, lease_expires_at__lt=Now()).order_by("lease_expires_at")
    ids = list(silent.values_list("pk", flat=True)[:BATCH])
    if not ids:
        return []
    with transaction.atomic():
        taken = list(silent.filter(pk__in=ids).select_for_update(skip_locked=True, no_key=True))
        Run.objects.filter(pk__in=[run.pk for run in taken]).update(crashes=F("crashes") + 1)
        again = [run.pk for run in taken if run.crashes + 1 < options().max_crashes]
        for run in taken:
            if run.pk not in again:
                fail_crashed_run(run, crashes=run.crashes + 1)
        requeue_runs(Run.objects.filter(pk__in=again), reason=REASON)
    end_sessions(run.lease_owner for run in taken)
    count_expired_leases(taken)
    return again
