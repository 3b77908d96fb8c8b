"""Resume a run."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.access import Person, require_editor_of
from designer.services.hold_open_run import hold_open_run
from designer.services.record_event import record_event
from designer.services.wake_workers import wake_workers


@transaction.atomic
def resume_run(*, actor: Person, run: Run) -> Run:
    """Let a paused run be claimed again, to go on after what it did; a run that is not paused stays as it is.

    A running one that was asked to pause, and has not come to it yet, goes on. Raise ``Conflict`` for a run that is over or being
    cancelled.
    """
    require_editor_of(actor, run.tenant_id)
    held = hold_open_run(run, remedy="Only a run that is paused can be resumed.")
    if held.paused_at is not None:
        now = timezone.now()
        Run.objects.filter(pk=run.pk).update(paused_at=None, paused_by="", sent_at=now)
        if held.status == Status.QUEUED:
            record_event(run_id=run.pk, type="run_resumed", at=now, payload={"actor": actor.get_username()})
            transaction.on_commit(partial(wake_workers, run.pk))
    run.refresh_from_db()
    return run
