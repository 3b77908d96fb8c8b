"""End a person's work in a tenant."""

from designer.models import Membership


def remove_member(*, membership: Membership) -> None:
    """Delete the membership; what the person made stays."""
    membership.delete()
