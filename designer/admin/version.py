"""Versions in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter
from designer.admin.history import History, as_json
from designer.models import Version


@admin.register(Version)
class VersionAdmin(History):
    """A published definition."""

    tenant_path = "workflow__tenant__slug"
    list_display = ("workflow", "number", "message", "created_by", "created_at")
    list_filter = (("workflow", RelatedFilter), ("created_at", DateRangeFilter))
    list_select_related = ("workflow",)
    search_fields = ("workflow__name", "message")
    fields = (("workflow", "number"), "message", ("created_by", "created_at"), "json")

    @admin.display(description="definition")
    def json(self, version: Version) -> SafeString | str:
        """Return the definition as readable JSON."""
        return as_json(version.definition)
