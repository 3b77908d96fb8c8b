"""Change a trigger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from designer.models import Trigger
from designer.services.access import Person, require_editor_of
from designer.services.trigger_values import check_inputs, check_parameters, next_due, published_version


@transaction.atomic
def update_trigger(
    *,
    actor: Person,
    trigger: Trigger,
    parameters: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    enabled: bool | None = None,
) -> Trigger:
    """Return the trigger with the values that are not None changed; its next time counts from now."""
    require_editor_of(actor, trigger.workflow.tenant_id)
    # The lock keeps a ticker from firing it half changed.
    locked = Trigger.objects.select_for_update(of=("self",)).select_related("workflow__published").get(pk=trigger.pk)
    changes = {"parameters": parameters, "inputs": inputs, "enabled": enabled}
    for field, value in changes.items():
        if value is not None:
            setattr(locked, field, value)
    check_parameters(locked.type, locked.parameters)
    if locked.enabled:
        check_inputs(published_version(locked.workflow), locked.inputs)
    locked.next_due_at = next_due(locked.type, locked.parameters, timezone.now()) if locked.enabled else None
    locked.save(update_fields=[*changes, "next_due_at"])
    return locked
