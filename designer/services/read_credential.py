"""Open a credential for a node."""

from dataflow_app.errors import NodeError, suggest
from designer.models import Credential
from designer.services.seal import unseal


def read_credential(*, tenant_id: int, name: str) -> dict[str, str]:
    """Return the secret values of the tenant's credential; raise ``NodeError`` where it has none of that name."""
    found = Credential.objects.filter(tenant_id=tenant_id, name=name).first()
    if found is None:
        known = Credential.objects.filter(tenant_id=tenant_id).values_list("name", flat=True)
        remedy = f"Ask an owner of the tenant to add it.{suggest(name, known)}"
        raise NodeError("invalid_parameter", f"There is no credential '{name}'.", remedy, "credential")
    return unseal(bytes(found.sealed))
