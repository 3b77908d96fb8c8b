"""Claim a queued run for a worker."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.conf import options
from designer.models import Run

#: How long a claim holds without being renewed.
LEASE = timedelta(seconds=options().lease_seconds)


@transaction.atomic
def claim_run(*, run_id: int, owner: str, lease: timedelta = LEASE) -> Run | None:
    """Return the run, its lease number raised and the worker named ``owner`` its holder.

    None where it is not queued any more, and where it is not its turn yet. One conditional UPDATE decides; a row that somebody
    else is about to claim is passed over, not waited for.
    """
    now = timezone.now()
    earlier = Run.objects.filter(trigger=OuterRef("trigger"), pk__lt=OuterRef("pk"), status__in=(Status.QUEUED, Status.RUNNING))
    free = Run.objects.select_for_update(skip_locked=True).filter(Q(in_turn=False) | ~Exists(earlier), pk=run_id, status=Status.QUEUED)
    claimed = Run.objects.filter(pk__in=free.values("pk")).update(
        status=Status.RUNNING,
        lease_number=F("lease_number") + 1,
        lease_owner=owner,
        lease_expires_at=now + lease,
        started_at=Coalesce("started_at", Value(now)),
    )
    return Run.objects.select_related("tenant").get(pk=run_id) if claimed else None
