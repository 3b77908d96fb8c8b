"""Rename a tenant."""

from designer.models import Tenant


def rename_tenant(*, tenant: Tenant, name: str) -> Tenant:
    """Return the tenant under its new name; its slug stands in every row, and so stays."""
    tenant.name = name
    tenant.save(update_fields=["name"])
    return tenant
