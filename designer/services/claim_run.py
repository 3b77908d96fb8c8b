"""Claim a queued run for a worker."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from dataflow_app.runtime.status import Status
from designer.conf import options
from designer.models import Run, Tenant, Workflow
from designer.services.take_run import take_run

#: How long a claim holds without being renewed.
LEASE = timedelta(seconds=options().lease_seconds)


@transaction.atomic
def claim_run(*, run_id: int, owner: str, lease: timedelta = LEASE) -> Run | None:
    """Return the run, its lease number raised and the worker named ``owner`` its holder.

    None where it is not queued any more or paused, where it is not its turn yet, and where its tenant or its workflow has as many
    running runs as it may. A row that somebody else is about to claim is passed over, not waited for.
    """
    earlier = Run.objects.filter(trigger=OuterRef("trigger"), pk__lt=OuterRef("pk"), status__in=(Status.QUEUED, Status.RUNNING))
    waiting = Run.objects.filter(pk=run_id, status=Status.QUEUED, paused_at=None)
    free = waiting.filter(Q(in_turn=False) | ~Exists(earlier)).select_for_update(skip_locked=True, no_key=True)
    if not free.exists() or not hold_room(run_id):
        return None
    return take_run(run_id, owner, lease)


def hold_room(run_id: int) -> bool:
    """Whether tenant and workflow of the run may have another running one; call it in the transaction that claims it.

    What has a bound is locked until that transaction ends, so that two claims never take the same room.
    """
    tenant, workflow = Run.objects.values_list("tenant", "workflow").get(pk=run_id)
    return _has_room(Tenant, tenant, Q(tenant=tenant)) and _has_room(Workflow, workflow, Q(workflow=workflow))


def _has_room(model: type[models.Model], key: int, its_runs: Q) -> bool:
    bounded = model._default_manager.filter(pk=key, max_runs__isnull=False).select_for_update(no_key=True)
    most = bounded.values_list("max_runs", flat=True).first()
    return most is None or Run.objects.filter(its_runs, status=Status.RUNNING).count() < most
