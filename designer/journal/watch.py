"""What machines are told of a run while it is journalled: metrics, traces, and the names that log lines carry."""

from collections.abc import Iterable
from typing import Any, Self

import structlog
from django.utils import timezone

from designer.journal.node_entry import NodeEntry
from designer.metrics import observe_node, observe_run, observe_wait
from designer.models import Run
from designer.tracing import RunTrace, tracer
from designer.tracing.run_trace import Attributes


class RunWatch:
    """Watches one claimed run; use it as a context manager on the thread that walks the run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._types: dict[str, str] = {node["id"]: node["type"] for node in run.definition.get("nodes", ())}
        self._tokens: Any = {}
        self._trace = _trace(run)

    def __enter__(self) -> Self:
        """Let log lines of this thread name the run, and spans lie beneath its own."""
        self._tokens = structlog.contextvars.bind_contextvars(
            run=self._run.pk, workflow=self._run.workflow_id, tenant=self._run.tenant.slug
        )
        if self._trace:
            self._trace.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of both."""
        if self._trace:
            self._trace.__exit__()
        structlog.contextvars.reset_contextvars(**self._tokens)

    def begin(self) -> None:
        """Count how long the run waited, where this is its first start."""
        if self._run.lease_number == 1 and self._run.started_at:
            observe_wait(self._run.started_at - self._run.queued_at)

    def settle(self, entries: Iterable[NodeEntry]) -> None:
        """Tell of those nodes that are over, once that is committed."""
        for entry in entries:
            if entry.status.is_final and entry.started_at and entry.finished_at:
                self._settle(entry, self._types.get(entry.node, "unknown"))

    def end(self, status: str, error: dict[str, Any] | None) -> None:
        """Tell how the run ended, once that is committed."""
        now = timezone.now()
        observe_run(status, (now - (self._run.started_at or now)).total_seconds())
        if self._trace:
            self._trace.tell_end(status, str((error or {}).get("message", "")))

    def _settle(self, entry: NodeEntry, node_type: str) -> None:
        error = entry.error or {}
        observe_node(node_type, entry.status.value, (entry.duration_ms or 0.0) / 1000, str(error.get("code", "")))
        if self._trace and entry.started_at and entry.finished_at:
            attributes: Attributes = {
                "dataflow.run": self._run.pk,
                "dataflow.node": entry.node,
                "dataflow.node_type": node_type,
                "dataflow.status": entry.status.value,
                "dataflow.iteration": entry.iteration,
            }
            self._trace.add_node(entry.node, entry.started_at, entry.finished_at, attributes, str(error.get("message", "")))


def _trace(run: Run) -> RunTrace | None:
    known = tracer()
    if known is None:
        return None
    attributes: Attributes = {
        "dataflow.run": run.pk,
        "dataflow.workflow": run.workflow_id,
        "dataflow.tenant": run.tenant.slug,
        "dataflow.lease": run.lease_number,
    }
    return RunTrace(known, f"run of workflow {run.workflow_id}", attributes, run.traceparent)
