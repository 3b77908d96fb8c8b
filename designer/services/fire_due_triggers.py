"""Start the runs that are due."""

from datetime import datetime

import structlog
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dataflow_app.errors import DataFlowError
from dataflow_app.runtime.status import Status
from designer.metrics import observe_schedule_start
from designer.models import Run, Trigger, TriggerKind
from designer.services.cancel_previous_runs import cancel_previous_runs
from designer.services.database_clock import database_now
from designer.services.due_times import due_of
from designer.services.errors import ServiceError
from designer.services.queue_run import queue_run
from designer.services.refuse_run import refuse_run
from designer.services.trigger_values import published_version

#: The most triggers that one tick looks at, so that it comes to its other duties too; the next one goes on.
AT_ONCE = 1000

_log = structlog.get_logger(__name__)


def fire_due_triggers(now: datetime | None = None) -> list[Run]:
    """Start a run for each due time that has come, and return the runs.

    Any number of tickers may call this at once: each trigger is claimed by a statement of its own that passes over those that
    another ticker holds, in a transaction of its own, and the unique key of trigger and due time makes a second run of one due
    time impossible. What is due says the clock of the database, so a ticker whose own is wrong starts nothing early or late.
    """
    now = now or database_now()
    due = list(_due(now).order_by("next_due_at").values_list("pk", flat=True)[:AT_ONCE])
    return [run for trigger_id in due for run in _claim(trigger_id, now)]


def _due(now: datetime) -> QuerySet[Trigger]:
    return Trigger.objects.filter(Q(held_until=None) | Q(held_until__lte=now), enabled=True, next_due_at__lte=now)


@transaction.atomic
def _claim(trigger_id: int, now: datetime) -> list[Run]:
    """Start what is due of a trigger, where it is still due and no other ticker holds it."""
    free = _due(now).select_for_update(skip_locked=True, of=("self",)).select_related("workflow__published")
    trigger = free.filter(pk=trigger_id).first()
    return [] if trigger is None else _fire(trigger, now)


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
    due_at, trigger.enabled, trigger.next_due_at, trigger.held_until = trigger.next_due_at or now, False, None, None
    trigger.save(update_fields=["enabled", "next_due_at", "held_until"])
    message = error.message if isinstance(error, DataFlowError) else str(error)
    refusal = DataFlowError(f"The schedule cannot be read any more: {message}", "It was switched off. Change it, then switch it on.")
    return refuse_run(trigger=trigger, due_at=due_at, error=refusal)


def _start_due(trigger: Trigger, now: datetime) -> list[Run]:
    due = due_of(trigger, now)
    trigger.next_due_at, trigger.held_until = due.next_due_at, due.held_until
    trigger.last_due_at = due.times[-1] if due.times else trigger.last_due_at
    trigger.save(update_fields=["next_due_at", "held_until", "last_due_at"])
    return [run for time in due.times if (run := _start(trigger, time)) is not None]


def _start(trigger: Trigger, due_at: datetime) -> Run | None:
    """Queue a run for one due time, as the parameter ``overlap`` has it; None where the time is passed over."""
    overlap = trigger.parameters.get("overlap", "allow")
    if overlap == "skip" and trigger.runs.filter(status__in=(Status.QUEUED, Status.RUNNING)).exists():
        return None
    try:
        with transaction.atomic():
            run = _queue(trigger, due_at, in_turn=overlap in ("queue", "cancel"))
            if overlap == "cancel":
                cancel_previous_runs(run)
            observe_schedule_start(timezone.now() - due_at)
            return run
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
