"""Forget a credential."""

from designer.models import Credential
from designer.services.access import Person, require_owner
from designer.services.errors import NotFound


def delete_credential(*, actor: Person, credential: Credential) -> None:
    """Delete the credential; nodes that ask for it fail from then on. Only an owner of its tenant may."""
    if require_owner(actor).tenant_id != credential.tenant_id:
        raise NotFound("There is no such credential among what you can see.", "It may belong to another tenant.")
    credential.delete()
