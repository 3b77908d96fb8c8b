"""Wake workers for runs that nobody claimed."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from designer.models import Run
from designer.models.run import WAITING
from designer.services.next_run import next_run
from designer.services.wake_workers import wake_workers

#: How long a run is queued before workers are woken again, once a tick: by then a message that was not lost has arrived.
PATIENCE = timedelta(seconds=5)
#: The most messages of one tick. A worker that wakes goes on until nothing is left, so a few wake all.
AT_ONCE = 16


def resend_queued_runs(*, older_than: timedelta = PATIENCE) -> list[int]:
    """Wake workers again for runs that are queued for longer than that, and return their ids: a lost message loses nothing.

    None where no run may be claimed now, because all wait for their turn or for room under a bound.
    """
    waiting = Run.objects.filter(WAITING, sent_at__lte=Now() - older_than).order_by("-priority", "id")
    ids = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    if not ids or not _is_any_free():
        return []
    for run_id in ids:
        wake_workers(run_id)
    return ids


@transaction.atomic
def _is_any_free() -> bool:
    return next_run() is not None
