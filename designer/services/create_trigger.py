"""Give a workflow a trigger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from designer.models import Trigger, Workflow
from designer.services.access import Person, require_editor_of
from designer.services.place_trigger import place_trigger
from designer.services.trigger_values import check_coming, check_inputs, check_parameters, published_version


@transaction.atomic
def create_trigger(
    *,
    actor: Person,
    workflow: Workflow,
    type: str,  # noqa: A002 - its word
    parameters: Mapping[str, Any],
    inputs: Mapping[str, Any] | None = None,
    enabled: bool = True,
) -> Trigger:
    """Return a new trigger, which starts runs of the published version in the name of ``actor``.

    Raise ``Invalid`` for parameters or inputs that do not fit and for times that have all passed, ``Conflict`` for a workflow
    without a published version.
    """
    require_editor_of(actor, workflow.tenant_id)
    check_parameters(type, parameters)
    check_coming(type, parameters, timezone.now())
    check_inputs(published_version(workflow), inputs or {})
    trigger = Trigger(
        workflow=workflow,
        type=type,
        parameters=dict(parameters),
        inputs=dict(inputs or {}),
        enabled=enabled,
        created_by=actor.get_username(),
    )
    trigger.save()
    return place_trigger(trigger, timezone.now()) if enabled else trigger
