"""Where a person works, and what they may do there."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from designer.models import Membership


def membership_of(user: AbstractBaseUser | AnonymousUser) -> Membership | None:
    """Return the person's first membership with its tenant, or None for somebody who belongs nowhere."""
    if not user.is_authenticated:
        return None
    return Membership.objects.select_related("tenant").filter(user_id=user.pk).order_by("id").first()
