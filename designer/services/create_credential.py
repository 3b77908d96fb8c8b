"""Keep a credential."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from designer.models import Credential
from designer.services.access import Person, require_owner
from designer.services.errors import Conflict
from designer.services.seal import seal


def create_credential(*, actor: Person, name: str, values: Mapping[str, str]) -> Credential:
    """Return a new credential of the actor's tenant; raise ``Conflict`` where the tenant has one of that name."""
    membership = require_owner(actor)
    try:
        with transaction.atomic():
            return Credential.objects.create(tenant=membership.tenant, name=name, sealed=seal(values), created_by=actor.get_username())
    except IntegrityError as error:
        raise Conflict(f"There is a credential '{name}' already.", "Choose another name, or delete that one first.") from error
