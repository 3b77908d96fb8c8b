"""Create a tenant."""

from designer.models import Tenant


def create_tenant(*, slug: str, name: str) -> Tenant:
    """Return the tenant of that slug, made where there is none."""
    return Tenant.objects.get_or_create(slug=slug, defaults={"name": name})[0]
