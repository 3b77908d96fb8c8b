"""Workflows in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter
from designer.addresses import page
from designer.admin.history import History, as_json, link
from designer.models import Workflow


@admin.register(Workflow)
class WorkflowAdmin(History):
    """A workflow as it stands; the canvas is where it changes."""

    list_display = ("name", "tenant", "owner", "state", "canvas", "draft_saved_by", "draft_saved_at")
    list_filter = ("tenant", ("archived_at", admin.EmptyFieldListFilter), ("draft_saved_at", DateRangeFilter))
    list_select_related = ("tenant", "owner", "published")
    search_fields = ("name", "description")
    fields = (
        ("name", "canvas"),
        "description",
        "tags",
        ("tenant", "owner"),
        ("state", "published", "archived_at"),
        ("priority", "max_runs"),
        ("draft_number", "draft_saved_by", "draft_saved_at"),
        "definition",
    )

    @admin.display(description="canvas")
    def canvas(self, workflow: Workflow) -> SafeString:
        """Return the link to the canvas."""
        return link(page("workflows", workflow.pk), "Open on the canvas")

    @admin.display(description="draft")
    def definition(self, workflow: Workflow) -> SafeString | str:
        """Return the draft as readable JSON."""
        return as_json(workflow.draft)
