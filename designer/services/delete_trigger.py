"""Delete a trigger."""

from designer.models import Trigger
from designer.services.access import Person, require_editor_of


def delete_trigger(*, actor: Person, trigger: Trigger) -> None:
    """Delete the trigger; the runs that it started stay."""
    require_editor_of(actor, trigger.workflow.tenant_id)
    trigger.delete()
