"""Take runs back from workers that fell silent."""

from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.metrics import count_expired_leases
from designer.models import Run
from designer.services.requeue_runs import requeue_runs

BATCH = 100
REASON = "The worker fell silent; another one continues after the last finished node."


def requeue_expired_runs() -> list[int]:
    """Queue the runs again whose lease has run out, and return their ids."""
    silent = Run.objects.filter(status=Status.RUNNING, lease_expires_at__lt=timezone.now())
    ids = list(silent.values_list("pk", flat=True)[:BATCH])
    taken = requeue_runs(silent.filter(pk__in=ids), reason=REASON) if ids else []
    count_expired_leases(taken)
    return taken
