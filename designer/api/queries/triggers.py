"""Triggers as lists and pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from designer.models import Tenant, Trigger
from designer.services.errors import Invalid, NotFound
from designer.services.trigger_values import check_parameters, trigger_type

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
    try:
        times = times_of(trigger.type, trigger.parameters)
    except Invalid as error:
        # Stored before the trigger type asked for more: the list still shows it, with what is wrong.
        times = Times([], str(error))
    trigger.next_times = times.next_times if trigger.enabled else []  # type: ignore[attr-defined] # read by TriggerSerializer
    trigger.reading = times.reading  # type: ignore[attr-defined] # likewise
    return trigger


def times_of(name: str, parameters: Mapping[str, Any]) -> Times:
    """Return when a trigger with these parameters starts next; raise ``Invalid``, naming the parameter, for what is no schedule."""
    check_parameters(name, parameters)
    kind = trigger_type(name)
    return Times(kind.next_times(parameters, timezone.now(), NEXT_TIMES), kind.describe(parameters))
