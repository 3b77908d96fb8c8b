"""Wake a worker for the run whose turn it is now."""

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.wake_workers import wake_workers


def wake_next(run: Run) -> None:
    """Wake workers for the oldest run of the same trigger that waits for its turn; call it when ``run`` has ended."""
    if run.trigger_id is None or not run.in_turn:
        return
    waiting = Run.objects.filter(trigger=run.trigger_id, status=Status.QUEUED, in_turn=True).order_by("pk").values_list("pk", flat=True)
    oldest = waiting.first()
    if oldest is not None:
        wake_workers(oldest)
