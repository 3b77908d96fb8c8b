"""Save a draft."""

from django.db.models import F
from django.utils import timezone

from dataflow_app.graph.definition import Definition
from designer.models import Workflow
from designer.services.access import Person, require_editor_of
from designer.services.check_size import check_size
from designer.services.errors import Conflict


def save_draft(*, actor: Person, workflow: Workflow, definition: Definition, expected: int) -> Workflow:
    """Store the definition as the draft where it still has the number ``expected``, and return the workflow as it is then.

    Raise ``Conflict``, with the workflow as somebody else left it, where the number moved on: nothing is overwritten.
    """
    require_editor_of(actor, workflow.tenant_id)
    check_size(definition)
    saved = Workflow.objects.filter(pk=workflow.pk, draft_number=expected, archived_at=None).update(
        draft=definition.to_dict(),
        draft_number=F("draft_number") + 1,
        draft_saved_at=timezone.now(),
        draft_saved_by=actor.get_username(),
    )
    workflow.refresh_from_db()
    if not saved:
        raise _refusal(workflow)
    return workflow


def _refusal(workflow: Workflow) -> Conflict:
    if workflow.archived_at is not None:
        return Conflict(f"'{workflow.name}' is archived, so its draft cannot be saved.", "Restore the workflow first.", workflow)
    saved_at = f"{workflow.draft_saved_at:%Y-%m-%d %H:%M:%S} UTC"
    return Conflict(
        f"{workflow.draft_saved_by} saved this draft at {saved_at}, after you opened it. Yours was not saved.",
        "Load theirs, or save yours over it.",
        workflow,
    )
