"""Tenants: who owns workflows, runs and rows."""

from django.core.validators import MinValueValidator
from django.db import models


class Tenant(models.Model):
    """A company or a team. Its ``slug`` is what rows of multi-tenant models carry as ``tenant_id``.

    ``max_runs`` is how many of its runs are executed at once, None: any number.
    """

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    max_runs = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
