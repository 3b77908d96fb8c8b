"""Put a run into the queue."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from dataflow_app.orm.acting import current_scope
from designer.models import Run, Trigger, TriggerKind, Version, Workflow
from designer.services.accept_inputs import accept_inputs
from designer.services.prepare_definition import prepare_definition
from designer.services.record_event import record_event
from designer.services.wake_workers import wake_workers
from designer.tracing import current_traceparent


@transaction.atomic
def queue_run(  # noqa: PLR0913 - what a run is
    *,
    workflow: Workflow,
    version: Version | None,
    inputs: Mapping[str, Any],
    actor: str,
    kind: TriggerKind,
    trigger: Trigger | None = None,
    due_at: datetime | None = None,
    in_turn: bool = False,
    definition: Mapping[str, Any] | None = None,
    rerun_of: Run | None = None,
    rerun_from: str = "",
) -> Run:
    """Return a queued run of the version, or of the draft where that is None; workers are woken after the commit.

    A run that repeats another one, ``rerun_of``, may have a ``definition`` that is neither any more.

    It keeps the address and the session of whoever acts, so that the rows that it changes name them, and the trace of the request.

    Raise ``Invalid`` for a definition that does not compile and for inputs that do not fit.
    """
    prepared = prepare_definition(definition or (workflow.draft if version is None else version.definition))
    now, scope = timezone.now(), current_scope()
    run = Run.objects.create(
        tenant_id=workflow.tenant_id,
        workflow=workflow,
        version=version,
        definition=prepared.content,
        inputs=accept_inputs(prepared.definition, inputs),
        trigger=trigger,
        trigger_kind=kind,
        actor=actor,
        address=scope.address or "",
        session=scope.session or "",
        traceparent=current_traceparent(),
        queued_at=now,
        sent_at=now,
        due_at=due_at,
        priority=workflow.priority,
        in_turn=in_turn,
        turn=trigger.pk if in_turn and trigger is not None else 0,
        rerun_of=rerun_of,
        rerun_from=rerun_from,
    )
    told = {"actor": actor, "rerun_of": rerun_of.pk, "rerun_from": rerun_from} if rerun_of else None
    record_event(run_id=run.pk, type="run_queued", at=now, payload=told, is_first=True)
    transaction.on_commit(partial(wake_workers, run.pk))
    return run
