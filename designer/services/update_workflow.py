"""Rename a workflow, describe it, tag it."""

from collections.abc import Sequence

from designer.models import Workflow
from designer.services.access import Person, require_editor_of
from designer.services.check_name import check_name


def update_workflow(
    *, actor: Person, workflow: Workflow, name: str | None = None, description: str | None = None, tags: Sequence[str] | None = None
) -> Workflow:
    """Return the workflow with the values that are not None changed; its draft is not touched."""
    require_editor_of(actor, workflow.tenant_id)
    changes = {
        "name": None if name is None else check_name(name),
        "description": description,
        "tags": None if tags is None else list(dict.fromkeys(tags)),
    }
    changed = {field: value for field, value in changes.items() if value is not None}
    for field, value in changed.items():
        setattr(workflow, field, value)
    if changed:
        workflow.save(update_fields=list(changed))
    return workflow
