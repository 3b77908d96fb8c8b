"""Create a workflow."""

from collections.abc import Sequence

from django.utils import timezone

from dataflow_app.graph.definition import Definition
from designer.models import Workflow
from designer.services.access import Person, require_editor
from designer.services.check_name import check_name
from designer.services.check_size import check_size


def create_workflow(
    *, actor: Person, name: str, description: str = "", tags: Sequence[str] = (), definition: Definition | None = None
) -> Workflow:
    """Return a new workflow of the actor's tenant, its draft the definition given or an empty one."""
    membership = require_editor(actor)
    definition = definition or Definition()
    check_size(definition)
    return Workflow.objects.create(
        tenant=membership.tenant,
        name=check_name(name),
        description=description,
        tags=list(tags),
        owner=membership.user,
        draft=definition.to_dict(),
        draft_saved_at=timezone.now(),
        draft_saved_by=actor.get_username(),
    )
