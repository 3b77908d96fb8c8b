"""Give a workflow a trigger."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from designer.models import Trigger, Workflow
from designer.services.access import Person, require_editor_of
from designer.services.trigger_values import check_inputs, check_parameters, next_due, published_version


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

    Raise ``Invalid`` for parameters or inputs that do not fit, ``Conflict`` for a workflow without a published version.
    """
    require_editor_of(actor, workflow.tenant_id)
    check_parameters(type, parameters)
    check_inputs(published_version(workflow), inputs or {})
    return Trigger.objects.create(
        workflow=workflow,
        type=type,
        parameters=dict(parameters),
        inputs=dict(inputs or {}),
        enabled=enabled,
        next_due_at=next_due(type, parameters, timezone.now()) if enabled else None,
        created_by=actor.get_username(),
    )
