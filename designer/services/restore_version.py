"""Bring a version back as the draft."""

from dataflow_app.graph.definition import Definition
from designer.models import Version, Workflow
from designer.services.access import Person
from designer.services.save_draft import save_draft


def restore_version(*, actor: Person, version: Version, expected: int | None = None) -> Workflow:
    """Save the version's definition as the draft, as ``save_draft`` does, and return the workflow.

    ``expected`` is the draft number that the person saw; None takes the one that stands now.
    """
    workflow = Workflow.objects.get(pk=version.workflow_id)
    number = workflow.draft_number if expected is None else expected
    return save_draft(actor=actor, workflow=workflow, definition=Definition.from_dict(version.definition), expected=number)
