"""Pause a run."""

from django.db import transaction
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.access import Person, require_editor_of
from designer.services.hold_open_run import hold_open_run
from designer.services.record_event import record_event


@transaction.atomic
def pause_run(*, actor: Person, run: Run) -> Run:
    """Keep a queued run from being claimed, and ask the worker of a running one to give it back; asking twice is no error.

    A worker stops between two nodes, keeps what they did, and queues the run; from then on it is as any paused run. Raise ``Conflict``
    for a run that is over or being cancelled.
    """
    require_editor_of(actor, run.tenant_id)
    held = hold_open_run(run, remedy="Only a run that is queued or running can be paused.")
    if held.paused_at is None:
        now, name = timezone.now(), actor.get_username()
        Run.objects.filter(pk=run.pk).update(paused_at=now, paused_by=name)
        if held.status == Status.QUEUED:
            record_event(run_id=run.pk, type="run_paused", at=now, payload={"actor": name})
    run.refresh_from_db()
    return run
