"""Deleted rows in the admin: seen, told apart, restored."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest


class DeletedFilter(admin.SimpleListFilter):
    """All rows, the living, or the deleted ones."""

    title = "deleted"
    parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - Django's signature
        """Return the two choices beside all."""
        return [("no", "Not deleted"), ("yes", "Deleted")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:  # noqa: ARG002 - Django's signature
        """Return the rows that were chosen."""
        return queryset if self.value() is None else queryset.filter(deleted_at__isnull=self.value() == "no")


class DeletedRows:
    """Mixes deleted rows into an admin, with an action that brings them back."""

    actions = ("restore",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return all rows, the deleted ones too."""
        queryset: models.QuerySet[Any] = self.model.all_objects.get_queryset()  # type: ignore[attr-defined]
        ordering = self.get_ordering(request)  # type: ignore[attr-defined]
        return queryset.order_by(*ordering) if ordering else queryset

    @admin.action(description="Restore the selected rows", permissions=["change"])
    def restore(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Bring the chosen rows back to life."""
        deleted = list(queryset.exclude(deleted_at=None))
        for row in deleted:
            row.restore()
        self.message_user(request, f"{len(deleted)} restored.", messages.SUCCESS)  # type: ignore[attr-defined]
