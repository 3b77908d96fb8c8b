"""Change a trigger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from designer.models import Trigger
from designer.services.access import Person, require_editor_of
from designer.services.place_trigger import place_trigger
from designer.services.trigger_values import check_coming, check_inputs, check_parameters, published_version


@transaction.atomic
def update_trigger(
    *,
    actor: Person,
    trigger: Trigger,
    parameters: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    enabled: bool | None = None,
) -> Trigger:
    """Return the trigger with the values that are not None changed.

    Other parameters count from now. One that is only switched off keeps its place: switched on again, it does about the times that
    passed meanwhile what its parameter ``catch_up`` says. Raise ``Invalid`` for values that do not fit and for times that have all
    passed, ``Conflict`` for a workflow without a published version.
    """
    require_editor_of(actor, trigger.workflow.tenant_id)
    # The lock keeps a ticker from firing it half changed.
    locked = Trigger.objects.select_for_update(of=("self",)).select_related("workflow__published").get(pk=trigger.pk)
    moves = parameters is not None and dict(parameters) != locked.parameters
    changes = {"parameters": parameters, "inputs": inputs, "enabled": enabled}
    for field, value in changes.items():
        if value is not None:
            setattr(locked, field, value)
    _check(locked, counts_anew=moves or (enabled is True and locked.next_due_at is None))
    locked.save(update_fields=list(changes))
    if moves:
        locked.next_due_at = None
    return place_trigger(locked, timezone.now()) if moves or locked.next_due_at is None else locked


def _check(trigger: Trigger, *, counts_anew: bool) -> None:
    check_parameters(trigger.type, trigger.parameters)
    if counts_anew:
        check_coming(trigger.type, trigger.parameters, timezone.now())
    if trigger.enabled:
        check_inputs(published_version(trigger.workflow), trigger.inputs)
