"""Keep a run that could not even be queued."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from dataflow_app.errors import DataFlowError
from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.status import Status
from designer.models import Run, Trigger, TriggerKind
from designer.services.record_event import record_event


def refuse_run(*, trigger: Trigger, due_at: datetime, error: DataFlowError) -> Run:
    """Return a failed run that says why the trigger could not start one, so that people see it where they look for runs.

    Call it in a transaction.
    """
    now = timezone.now()
    failure = asdict(NodeFailure(node="", node_type="", code="invalid_parameter", message=error.message, remedy=error.remedy))
    workflow = trigger.workflow
    version = workflow.published
    run = Run.objects.create(
        tenant_id=workflow.tenant_id,
        workflow=workflow,
        version=version,
        definition=workflow.draft if version is None else version.definition,
        inputs=trigger.inputs,
        status=Status.FAILED,
        trigger=trigger,
        trigger_kind=TriggerKind.SCHEDULE,
        actor=trigger.created_by,
        error=failure,
        queued_at=now,
        finished_at=now,
        due_at=due_at,
    )
    record_event(run_id=run.pk, type="run_queued", at=now)
    record_event(run_id=run.pk, type="run_failed", at=now, payload={"error": failure})
    return run
