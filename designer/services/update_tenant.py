"""Rename a tenant, and bound how many of its runs run at once."""

from designer.models import Tenant


def update_tenant(*, tenant: Tenant, name: str, max_runs: int | None) -> Tenant:
    """Return the tenant under its name and its bound (None: any number of runs); its slug stands in every row, and so stays."""
    tenant.name, tenant.max_runs = name, max_runs
    tenant.save(update_fields=["name", "max_runs"])
    return tenant
