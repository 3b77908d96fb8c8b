"""End a run that keeps killing its workers."""

from dataclasses import asdict

from django.db.models import F
from django.utils import timezone

from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.status import Status
from designer.metrics import observe_run
from designer.models import NodeRun, Run
from designer.services.record_event import Happening, record_events

REMEDY = "Look at what the node does to its process: memory, native code, a call that never returns. Then start the run again."


def fail_crashed_run(run: Run, *, crashes: int) -> None:
    """End the run as failed with the code ``crashed`` after so many crashes, and name the node that ran last.

    The nodes that ran have failed for the same reason, and those that were queued are cancelled. Call it in a transaction that holds
    the run's row; its last worker may write no more from then on.
    """
    now = timezone.now()
    running, queued = _nodes(run, Status.RUNNING), _nodes(run, Status.QUEUED)
    failure = asdict(_failure(run, running[-1] if running else "", crashes))
    told = [Happening("node_failed", {"error": failure, "duration_ms": None}, node) for node in running]
    told += [Happening("node_cancelled", node=node) for node in queued]
    NodeRun.objects.filter(run=run, status=Status.RUNNING).update(status=Status.FAILED, error=failure, finished_at=now)
    NodeRun.objects.filter(run=run, status=Status.QUEUED).update(status=Status.CANCELLED, finished_at=now)
    held = Run.objects.filter(pk=run.pk)
    held.update(lease_number=F("lease_number") + 1, lease_owner="", lease_expires_at=None)
    held.update(status=Status.FAILED, finished_at=now, error=failure)
    record_events(run.pk, [*told, Happening("run_failed", {"error": failure})], at=now)
    observe_run(Status.FAILED.value, (now - (run.started_at or now)).total_seconds())


def _nodes(run: Run, status: Status) -> list[str]:
    return list(NodeRun.objects.filter(run=run, status=status).order_by("started_at", "pk").values_list("node", flat=True))


def _failure(run: Run, node: str, crashes: int) -> NodeFailure:
    where = f"the last one while '{node}' ran" if node else "the last one while no node was known to run"
    message = f"{crashes} workers fell silent while they executed this run, {where}."
    types = {each["id"]: each["type"] for each in run.definition.get("nodes", ())}
    return NodeFailure(node=node, node_type=types.get(node, ""), code="crashed", message=message, remedy=REMEDY)
