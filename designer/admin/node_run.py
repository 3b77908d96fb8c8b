"""Node runs in the admin."""

from django.contrib import admin
from django.utils.safestring import SafeString

from designer.admin.history import History, as_json, run_of
from designer.models import NodeRun


@admin.register(NodeRun)
class NodeRunAdmin(History):
    """What one node did."""

    tenant_path = "run__tenant__slug"
    list_display = ("node", run_of, "status", "rows", "duration_ms", "started_at")
    list_filter = ("status",)
    list_select_related = ("run",)
    search_fields = ("node", "=run__id")
    fields = (
        ("node", "iteration", run_of),
        ("status", "rows"),
        ("started_at", "finished_at", "duration_ms"),
        "failure",
        "went_in",
        "came_out",
    )

    @admin.display(description="error")
    def failure(self, node_run: NodeRun) -> SafeString:
        """Return why it failed."""
        return as_json(node_run.error)

    @admin.display(description="parameters")
    def went_in(self, node_run: NodeRun) -> SafeString:
        """Return the parameters as readable JSON."""
        return as_json(node_run.parameters)

    @admin.display(description="output")
    def came_out(self, node_run: NodeRun) -> SafeString:
        """Return the output as readable JSON."""
        return as_json(node_run.output)
