"""Triggers as lists and pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from designer.models import Tenant, Trigger
from designer.services.errors import NotFound

NEXT_TIMES = 5


@dataclass(frozen=True, slots=True)
class Times:
    """When a trigger starts next, and how that reads."""

    next_times: list[datetime]
    reading: str


def triggers_of(tenant: Tenant, workflow_id: int | None = None) -> QuerySet[Trigger]:
    """Return the tenant's triggers, of one workflow or of all that are not archived."""
    found = Trigger.objects.filter(workflow__tenant=tenant).select_related("workflow").defer("workflow__draft").order_by("id")
    return found.filter(workflow__archived_at=None) if workflow_id is None else found.filter(workflow=workflow_id)


def get_trigger(tenant: Tenant, trigger_id: int) -> Trigger:
    """Return the tenant's trigger; raise ``NotFound`` where it has none of that id."""
    trigger = Trigger.objects.filter(workflow__tenant=tenant, pk=trigger_id).select_related("workflow").first()
    if trigger is None:
        raise NotFound(f"You have no trigger {trigger_id}.", "It may have been deleted, or belong to another tenant.")
    return trigger


def with_times(trigger: Trigger) -> Trigger:
    """Give a trigger its ``next_times`` (none while it is off) and its ``reading``."""
    times = times_of(trigger.type, trigger.parameters)
    trigger.next_times = times.next_times if trigger.enabled else []  # type: ignore[attr-defined] # read by TriggerSerializer
    trigger.reading = times.reading  # type: ignore[attr-defined] # likewise
    return trigger
