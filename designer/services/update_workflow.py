"""Rename a workflow, describe it, tag it, say how urgent its runs are and how many of them run at once."""

from collections.abc import Sequence
from types import EllipsisType

from designer.models import Workflow
from designer.services.access import Person, require_editor_of
from designer.services.check_name import check_name


def update_workflow(  # noqa: PLR0913 - what a workflow has beside its draft
    *,
    actor: Person,
    workflow: Workflow,
    name: str | None = None,
    description: str | None = None,
    tags: Sequence[str] | None = None,
    priority: int | None = None,
    max_runs: int | EllipsisType | None = ...,
) -> Workflow:
    """Return the workflow with the values that are not None changed; its draft is not touched.

    ``priority`` is that of runs to come. ``max_runs`` is changed where it is not ``...``, for None means any number.
    """
    require_editor_of(actor, workflow.tenant_id)
    changes = {
        "name": None if name is None else check_name(name),
        "description": description,
        "tags": None if tags is None else list(dict.fromkeys(tags)),
        "priority": priority,
    }
    changed: dict[str, object] = {field: value for field, value in changes.items() if value is not None}
    if max_runs is not ...:
        changed["max_runs"] = max_runs
    for field, value in changed.items():
        setattr(workflow, field, value)
    if changed:
        workflow.save(update_fields=list(changed))
    return workflow
