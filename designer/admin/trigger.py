"""Triggers in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter
from designer.admin.history import History, as_json, link
from designer.models import Trigger


@admin.register(Trigger)
class TriggerAdmin(History):
    """What starts runs; the page Schedules is where it changes."""

    tenant_path = "workflow__tenant__slug"
    list_display = ("workflow", "type", "parameters", "enabled", "next_due_at", "last_due_at", "created_by")
    list_filter = ("type", "enabled", ("next_due_at", DateRangeFilter), ("workflow", RelatedFilter))
    list_select_related = ("workflow",)
    search_fields = ("workflow__name", "created_by")
    fields = (
        ("workflow", "schedules"),
        ("type", "enabled"),
        ("next_due_at", "last_due_at"),
        ("created_by", "created_at"),
        "settings",
        "given",
    )

    @admin.display(description="page")
    def schedules(self, trigger: Trigger) -> SafeString:  # noqa: ARG002 - one page shows all
        """Return the link to the page where it changes."""
        return link("/schedules/", "Open the schedules")

    @admin.display(description="parameters")
    def settings(self, trigger: Trigger) -> SafeString | str:
        """Return the parameters as readable JSON."""
        return as_json(trigger.parameters)

    @admin.display(description="inputs")
    def given(self, trigger: Trigger) -> SafeString | str:
        """Return the inputs of its runs as readable JSON."""
        return as_json(trigger.inputs)
