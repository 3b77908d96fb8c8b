"""Cancel a run."""

from django.db import transaction
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.access import Person, require_editor_of
from designer.services.end_queued_run import end_queued_run
from designer.services.errors import Conflict
from designer.services.run_stopping import run_stopping


def cancel_run(*, actor: Person, run: Run) -> Run:
    """End a queued run at once, paused or not, or ask the worker of a running one to stop; asking twice is no error.

    The worker starts no other node, and stops the query that it waits for. Raise ``Conflict`` for a run that had ended.
    """
    require_editor_of(actor, run.tenant_id)
    if Run.objects.filter(pk=run.pk, status=Status.RUNNING).exists():
        run_stopping.send(sender=Run, run_id=run.pk)
    _ask(run.pk, actor.get_username())
    run.refresh_from_db()
    if Status(run.status).is_final and run.status != Status.CANCELLED:
        raise Conflict(f"Run {run.pk} has {run.status} already.", "There is nothing left to cancel.")
    return run


@transaction.atomic
def _ask(run_id: int, name: str) -> None:
    now = timezone.now()
    if end_queued_run(run_id, at=now, payload={"actor": name}):
        return
    # What is to end is not to wait first.
    running = Run.objects.filter(pk=run_id, status=Status.RUNNING)
    running.update(paused_at=None, paused_by="")
    running.filter(cancel_requested_at=None).update(cancel_requested_at=now)
