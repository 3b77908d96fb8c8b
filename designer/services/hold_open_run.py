"""Hold a run that is not over."""

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.errors import Conflict

_ENDED = {Status.SUCCEEDED: "has succeeded already", Status.FAILED: "has failed already", Status.CANCELLED: "was cancelled already"}


def hold_open_run(run: Run, *, remedy: str) -> Run:
    """Return the run as it stands, its row locked until the transaction ends; raise ``Conflict`` where it is over or about to end."""
    held = Run.objects.select_for_update(no_key=True).only("status", "paused_at", "cancel_requested_at").get(pk=run.pk)
    if Status(held.status).is_final:
        raise Conflict(f"Run {run.pk} {_ENDED[Status(held.status)]}.", remedy)
    if held.cancel_requested_at is not None:
        raise Conflict(f"Run {run.pk} is being cancelled.", remedy)
    return held
