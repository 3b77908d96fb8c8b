"""Credentials: secret values that nodes ask for by name; they are stored sealed and shown to nobody."""

from django.db import models

from designer.models.tenant import Tenant


class Credential(models.Model):
    """A named set of secret values of a tenant; ``sealed`` is their JSON, encrypted (see ``designer.services.seal``)."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="credentials")
    name = models.CharField(max_length=100)
    sealed = models.BinaryField()
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("tenant", "name"), name="credential_tenant_name"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
