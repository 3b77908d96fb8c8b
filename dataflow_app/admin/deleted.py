"""Deleted rows in the admin: seen, told apart, restored, and removed for good."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse

from dataflow_app.admin.bulk_actions import BulkActions
from dataflow_app.admin.scope import scope_of
from dataflow_app.orm.bulk.purge import purge_selected
from dataflow_app.orm.bulk.restore import restore_selected


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


class DeletedRows(BulkActions):
    """Shows deleted rows in an admin, with actions that bring them back and that remove them for good."""

    actions: Any = ("update_rows", "export_rows", "delete_rows", "restore_rows", "purge_rows")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return all rows, the deleted ones too."""
        queryset: models.QuerySet[Any] = self.model.all_objects.get_queryset()
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    @admin.action(description="Restore the selected rows", permissions=["change"])
    def restore_rows(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Bring the chosen rows back to life."""
        self.told(request, restore_selected(self.bound, scope_of(request), queryset), "restored")

    @admin.action(description="Purge the selected rows…", permissions=["delete"])
    def purge_rows(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> TemplateResponse | None:
        """Remove the chosen rows that are deleted for good."""
        deleted = queryset.exclude(deleted_at=None)
        if not request.POST.get("confirmed"):
            remark = "They are removed for good: this cannot be undone. Rows that are not deleted stay as they are."
            words = {"title": "Purge", "button": "Remove for good", "remark": remark}
            return self.ask(request, deleted, "purge_rows", words)
        self.told(request, purge_selected(self.bound, scope_of(request), queryset), "removed for good")
        return None
