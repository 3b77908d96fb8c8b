"""Triggers in the admin."""

from django.contrib import admin

from designer.admin.history import History
from designer.models import Trigger


@admin.register(Trigger)
class TriggerAdmin(History):
    """What starts runs; the page Schedules is where it changes."""

    tenant_path = "workflow__tenant__slug"
    list_display = ("workflow", "type", "parameters", "enabled", "next_due_at", "last_due_at", "created_by")
    list_filter = ("type", "enabled")
    list_select_related = ("workflow",)
    search_fields = ("workflow__name",)
