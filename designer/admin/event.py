"""Events in the admin."""

from django.contrib import admin

from designer.admin.history import OfRun
from designer.models import Event


@admin.register(Event)
class EventAdmin(OfRun):
    """One fact about a run."""

    list_display = ("seq", "run_page", "type", "node", "at")
    list_filter = ("type",)
    ordering = ("-id",)
    fields = (("run_page", "seq"), "type", ("node", "iteration"), "at", "payload")
