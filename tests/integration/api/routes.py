"""Every route of the API, with a body that it takes; a test compares the list with the URL configuration."""

from dataclasses import dataclass
from typing import Any

HOURLY = {"cron": "0 * * * *", "timezone": "UTC"}
EMPTY: dict[str, Any] = {"definition": {}}

READS: list[tuple[str, str, Any]] = [
    ("GET", "/api/me/", None),
    ("GET", "/api/node-types/", None),
    ("GET", "/api/models/", None),
    ("GET", "/api/templates/", None),
    ("GET", "/api/workflows/", None),
    ("GET", "/api/workflows/{workflow}/", None),
    ("GET", "/api/workflows/{workflow}/draft/", None),
    ("GET", "/api/workflows/{workflow}/versions/", None),
    ("GET", "/api/workflows/{workflow}/versions/1/", None),
    ("GET", "/api/runs/", None),
    ("GET", "/api/runs/{run}/", None),
    ("GET", "/api/runs/{run}/events/", None),
    ("GET", "/api/runs/{run}/nodes/wait/", None),
    ("GET", "/api/runs/{run}/nodes/wait/values/output/", None),
    ("GET", "/api/triggers/", None),
    ("POST", "/api/compile/", EMPTY),
    ("POST", "/api/triggers/preview/", {"type": "schedule", "parameters": HOURLY}),
    ("POST", "/api/models/catalog.Product/count/", {"filter": {}}),
]
CHANGES: list[tuple[str, str, Any]] = [
    ("POST", "/api/workflows/", {"name": "New"}),
    ("PATCH", "/api/workflows/{workflow}/", {"name": "New"}),
    ("DELETE", "/api/workflows/{workflow}/", None),
    ("POST", "/api/workflows/{workflow}/duplicate/", {}),
    ("PUT", "/api/workflows/{workflow}/draft/", EMPTY),
    ("POST", "/api/workflows/{workflow}/publish/", {}),
    ("POST", "/api/workflows/{workflow}/versions/1/restore/", {}),
    ("POST", "/api/workflows/{workflow}/runs/", {}),
    ("POST", "/api/runs/cancel/", {"ids": [1]}),
    ("POST", "/api/runs/{run}/cancel/", {}),
    ("POST", "/api/runs/{run}/pause/", {}),
    ("POST", "/api/runs/{run}/resume/", {}),
    ("POST", "/api/runs/{run}/retry/", {}),
    ("POST", "/api/runs/{run}/rerun/", {"from": "wait"}),
    ("POST", "/api/triggers/", {"workflow": "{workflow}", "type": "schedule", "parameters": HOURLY}),
    ("PATCH", "/api/triggers/{trigger}/", {"enabled": False}),
    ("DELETE", "/api/triggers/{trigger}/", None),
]
ROUTES = READS + CHANGES


@dataclass(frozen=True)
class Places:
    """The ids that the routes' placeholders stand for."""

    workflow: int
    run: int
    trigger: int

    def fill(self, value: Any) -> Any:
        """Return a path with its ids, or a body with the workflow's id in it."""
        if isinstance(value, dict):
            return {key: self.workflow if item == "{workflow}" else item for key, item in value.items()}
        return value.format(workflow=self.workflow, run=self.run, trigger=self.trigger) if isinstance(value, str) else value
