"""Memberships: which person works in which tenant, and what they may do there."""

from django.conf import settings
from django.db import models

from designer.models.tenant import Tenant


class Role(models.TextChoices):
    """What a person may do: a viewer looks, an editor also changes and runs, an owner also keeps credentials."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"


class Membership(models.Model):
    """One person in one tenant. A person with several works in the first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.EDITOR)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("user", "tenant"), name="membership_user_tenant"),)

    def __str__(self) -> str:
        """Return who is what where."""
        return f"{self.user.get_username()} · {self.role} of {self.tenant}"
