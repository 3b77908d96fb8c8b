"""End a run that waits in the queue."""

from datetime import datetime
from typing import Any

from dataflow_app.runtime.status import Status
from designer.models import NodeRun, Run
from designer.services.record_event import Happening, record_events


def end_queued_run(run_id: int, *, at: datetime, payload: dict[str, Any]) -> bool:
    """Cancel the run where it is queued, paused or not, and return whether it was; call it in a transaction.

    A run that had begun, and was paused or taken back since, may have nodes that are not done: they are cancelled with it.
    """
    queued = Run.objects.filter(pk=run_id, status=Status.QUEUED)
    if not queued.update(status=Status.CANCELLED, cancel_requested_at=at, finished_at=at, paused_at=None):
        return False
    left = NodeRun.objects.filter(run=run_id, status__in=(Status.QUEUED, Status.RUNNING))
    told = [Happening("node_cancelled", node=node) for node in left.order_by("pk").values_list("node", flat=True)]
    left.update(status=Status.CANCELLED, finished_at=at)
    record_events(run_id, [*told, Happening("run_cancelled", payload)], at=at)
    return True
