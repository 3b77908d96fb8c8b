"""Cancel what a schedule started before."""

from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.end_queued_run import end_queued_run


def cancel_previous_runs(run: Run) -> None:
    """Cancel the runs of the same trigger that are not over yet, and were queued before this one.

    Queued ones end at once; running ones are asked to stop between nodes. Call it in the transaction that queues ``run``.
    """
    now = timezone.now()
    earlier = Run.objects.filter(trigger=run.trigger_id, pk__lt=run.pk)
    queued = earlier.filter(status=Status.QUEUED).select_for_update().values_list("pk", flat=True)
    for run_id in queued:
        end_queued_run(run_id, at=now, payload={"actor": run.actor, "reason": f"Run {run.pk} of the same schedule was due."})
    running = earlier.filter(status=Status.RUNNING, cancel_requested_at=None)
    running.update(cancel_requested_at=now, paused_at=None, paused_by="")
