"""Runs in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter
from designer import addresses
from designer.admin.history import History, as_json, link
from designer.admin.run_actions import RunActions
from designer.models import Run


@admin.register(Run)
class RunAdmin(RunActions, History):
    """A run, who holds it, and what can be done about it."""

    list_display = ("page", "workflow", "version", "status", "trigger_kind", "actor", "queued_at", "took")
    list_display_links = None
    list_filter = (
        "status",
        "trigger_kind",
        "tenant",
        ("queued_at", DateRangeFilter),
        *((name, RelatedFilter) for name in ("workflow", "version", "trigger")),
    )
    list_select_related = ("workflow", "version__workflow")
    search_fields = ("id__exact", "workflow__name", "actor")
    fields = (
        ("page", "status"),
        ("workflow", "version", "tenant"),
        ("trigger_kind", "trigger", "actor", "address"),
        ("due_at", "queued_at", "started_at", "finished_at", "took"),
        ("priority", "cancel_requested_at", "paused_at", "paused_by"),
        ("rerun_of", "rerun_from", "crashes"),
        ("lease_number", "lease_owner", "lease_expires_at"),
        "failure",
        "given",
        "drawing",
    )

    @admin.display(description="run", ordering="id")
    def page(self, run: Run) -> SafeString:
        """Return the link to the run's page."""
        return link(addresses.page("runs", run.pk), f"#{run.pk}")

    @admin.display(description="duration")
    def took(self, run: Run) -> str:
        """Return how long it took, in milliseconds."""
        return "" if run.duration_ms is None else f"{run.duration_ms:,.0f} ms"

    @admin.display(description="error")
    def failure(self, run: Run) -> SafeString | str:
        """Return why it failed."""
        return as_json(run.error)

    @admin.display(description="inputs")
    def given(self, run: Run) -> SafeString | str:
        """Return the inputs as readable JSON."""
        return as_json(run.inputs)

    @admin.display(description="definition")
    def drawing(self, run: Run) -> SafeString | str:
        """Return the definition as readable JSON."""
        return as_json(run.definition)
