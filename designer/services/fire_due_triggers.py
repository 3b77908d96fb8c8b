"""Start the runs that are due."""

from datetime import datetime

import structlog
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from dataflow_app.errors import DataFlowError
from dataflow_app.runtime.status import Status
from designer.models import Run, Trigger, TriggerKind
from designer.services.due_times import due_times
from designer.services.errors import ServiceError
from designer.services.queue_run import queue_run
from designer.services.refuse_run import refuse_run
from designer.services.trigger_values import next_due, published_version, trigger_type

BATCH = 50

_log = structlog.get_logger(__name__)


def fire_due_triggers(now: datetime | None = None) -> list[Run]:
    """Start a run for each due time that has come, and return the runs.

    Any number of tickers may call this at once: each claims triggers that no other holds, and the unique key of trigger and
    due time makes a second run of one due time impossible.
    """
    now = now or timezone.now()
    due = Trigger.objects.filter(enabled=True, next_due_at__lte=now)
    if not due.exists():
        return []
    with transaction.atomic():
        claimed = due.select_for_update(skip_locked=True, of=("self",)).select_related("workflow__published").order_by("next_due_at")
        return [run for trigger in claimed[:BATCH] for run in _fire(trigger, now)]


def _fire(trigger: Trigger, now: datetime) -> list[Run]:
    """Start what is due of one trigger; one that cannot be read any more is switched off, and keeps no other from starting."""
    try:
        with transaction.atomic():
            return _start_due(trigger, now)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a trigger type raises, the others are due too
        _log.exception("trigger switched off", trigger=trigger.pk)
        return [_switch_off(trigger, now, error)]


def _switch_off(trigger: Trigger, now: datetime, error: Exception) -> Run:
    due_at, trigger.enabled, trigger.next_due_at = trigger.next_due_at or now, False, None
    trigger.save(update_fields=["enabled", "next_due_at"])
    message = error.message if isinstance(error, DataFlowError) else str(error)
    refusal = DataFlowError(f"The schedule cannot be read any more: {message}", "It was switched off. Change it, then switch it on.")
    return refuse_run(trigger=trigger, due_at=due_at, error=refusal)


def _start_due(trigger: Trigger, now: datetime) -> list[Run]:
    first = trigger.next_due_at or now
    times = due_times(trigger_type(trigger.type), trigger.parameters, first, now)
    trigger.next_due_at = next_due(trigger.type, trigger.parameters, now)
    trigger.last_due_at = times[-1] if times else trigger.last_due_at
    trigger.save(update_fields=["next_due_at", "last_due_at"])
    return [run for time in times if (run := _start(trigger, time)) is not None]


def _start(trigger: Trigger, due_at: datetime) -> Run | None:
    """Queue a run for one due time, as the parameter ``overlap`` has it; None where the time is passed over."""
    overlap = trigger.parameters.get("overlap", "allow")
    if overlap == "skip" and trigger.runs.filter(status__in=(Status.QUEUED, Status.RUNNING)).exists():
        return None
    try:
        with transaction.atomic():
            return _queue(trigger, due_at, in_turn=overlap == "queue")
    except IntegrityError:
        return None
    except ServiceError as error:
        return refuse_run(trigger=trigger, due_at=due_at, error=error)


def _queue(trigger: Trigger, due_at: datetime, *, in_turn: bool) -> Run:
    workflow = trigger.workflow
    return queue_run(
        workflow=workflow,
        version=published_version(workflow),
        inputs=trigger.inputs,
        actor=trigger.created_by,
        kind=TriggerKind.SCHEDULE,
        trigger=trigger,
        due_at=due_at,
        in_turn=in_turn,
    )
