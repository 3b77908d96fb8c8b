"""Events in the admin."""

from django.contrib import admin

from designer.admin.history import History, run_of
from designer.models import Event


@admin.register(Event)
class EventAdmin(History):
    """One fact about a run."""

    tenant_path = "run__tenant__slug"
    list_display = ("seq", run_of, "type", "node", "at")
    list_filter = ("type",)
    list_select_related = ("run",)
    search_fields = ("node", "=run__id")
    ordering = ("-id",)
    fields = ((run_of, "seq"), "type", ("node", "iteration"), "at", "payload")
