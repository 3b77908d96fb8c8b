"""Let a person work in a tenant."""

from django.contrib.auth.models import User

from designer.models import Membership, Role, Tenant


def add_member(*, tenant: Tenant, user: User, role: Role) -> Membership:
    """Return the person's membership with that role, made or changed."""
    return Membership.objects.update_or_create(tenant=tenant, user=user, defaults={"role": role})[0]
