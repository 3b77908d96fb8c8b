"""Copy a workflow."""

from dataflow_app.graph.definition import Definition
from designer.models import Workflow
from designer.services.access import Person, require_editor_of
from designer.services.check_name import MAX_LENGTH
from designer.services.create_workflow import create_workflow
from designer.services.update_workflow import update_workflow

SUFFIX = " (copy)"


def duplicate_workflow(*, actor: Person, workflow: Workflow) -> Workflow:
    """Return a new workflow with the draft, description, tags, priority and bound of this one; versions, runs and triggers stay behind."""
    require_editor_of(actor, workflow.tenant_id)
    copy = create_workflow(
        actor=actor,
        name=workflow.name[: MAX_LENGTH - len(SUFFIX)] + SUFFIX,
        description=workflow.description,
        tags=workflow.tags,
        definition=Definition.from_dict(workflow.draft),
    )
    return update_workflow(actor=actor, workflow=copy, priority=workflow.priority, max_runs=workflow.max_runs)
