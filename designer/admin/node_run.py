"""Node runs in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter
from designer.admin.history import OfRun, as_json
from designer.models import NodeRun


@admin.register(NodeRun)
class NodeRunAdmin(OfRun):
    """What one node did."""

    list_display = ("node", "run_page", "status", "rows", "duration_ms", "started_at")
    list_filter = ("status", ("started_at", DateRangeFilter), ("run", RelatedFilter))
    fields = (
        ("node", "iteration", "run_page"),
        ("status", "rows"),
        ("started_at", "finished_at", "duration_ms"),
        "failure",
        "went_in",
        "came_out",
    )

    @admin.display(description="error")
    def failure(self, node_run: NodeRun) -> SafeString | str:
        """Return why it failed."""
        return as_json(node_run.error)

    @admin.display(description="parameters")
    def went_in(self, node_run: NodeRun) -> SafeString | str:
        """Return the parameters as readable JSON."""
        return as_json(node_run.parameters)

    @admin.display(description="output")
    def came_out(self, node_run: NodeRun) -> SafeString | str:
        """Return the output as readable JSON."""
        return as_json(node_run.output)
