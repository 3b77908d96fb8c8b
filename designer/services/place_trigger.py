"""Say when a trigger starts next."""

from datetime import datetime

from designer.models import Trigger
from designer.services.due_times import held_until
from designer.services.trigger_values import next_due


def place_trigger(trigger: Trigger, now: datetime) -> Trigger:
    """Store and return the trigger, its next due time counted from ``now``; a trigger that is off has none yet."""
    trigger.next_due_at = next_due(trigger.type, trigger.parameters, now) if trigger.enabled else None
    trigger.held_until = held_until(trigger, trigger.next_due_at)
    trigger.save(update_fields=["next_due_at", "held_until"])
    return trigger
