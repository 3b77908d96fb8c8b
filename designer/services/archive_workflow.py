"""Put a workflow away, and take it out again."""

from django.db import transaction
from django.utils import timezone

from designer.models import Workflow
from designer.services.access import Person, require_editor_of


@transaction.atomic
def archive_workflow(*, actor: Person, workflow: Workflow) -> Workflow:
    """Put the workflow away: lists leave it out and its triggers stay silent; its runs and versions remain."""
    require_editor_of(actor, workflow.tenant_id)
    if workflow.archived_at is None:
        workflow.archived_at = timezone.now()
        workflow.save(update_fields=["archived_at"])
        workflow.triggers.update(enabled=False, next_due_at=None)
    return workflow


def restore_workflow(*, actor: Person, workflow: Workflow) -> Workflow:
    """Take the workflow out again; its triggers stay off until somebody switches them on."""
    require_editor_of(actor, workflow.tenant_id)
    workflow.archived_at = None
    workflow.save(update_fields=["archived_at"])
    return workflow
