"""Cancel a run."""

from django.db import transaction
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.access import Person, require_editor_of
from designer.services.errors import Conflict
from designer.services.record_event import record_event


@transaction.atomic
def cancel_run(*, actor: Person, run: Run) -> Run:
    """End a queued run at once, or ask the worker of a running one to stop between nodes; asking twice is no error.

    Raise ``Conflict`` for a run that had ended.
    """
    require_editor_of(actor, run.tenant_id)
    now = timezone.now()
    payload = {"actor": actor.get_username()}
    queued = Run.objects.filter(pk=run.pk, status=Status.QUEUED)
    if queued.update(status=Status.CANCELLED, cancel_requested_at=now, finished_at=now):
        record_event(run_id=run.pk, type="run_cancelled", at=now, payload=payload)
    else:
        Run.objects.filter(pk=run.pk, status=Status.RUNNING, cancel_requested_at=None).update(cancel_requested_at=now)
    run.refresh_from_db()
    if Status(run.status).is_final and run.status != Status.CANCELLED:
        raise Conflict(f"Run {run.pk} has {run.status} already.", "There is nothing left to cancel.")
    return run
