"""What the journal knows of one node run."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from time import perf_counter
from typing import Any, Self

from django.utils import timezone

from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.status import Status

NODE_COLUMNS = ("node", "iteration", "status", "parameters", "output", "error", "rows", "started_at", "finished_at", "duration_ms")


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """One state of a row of ``NodeRun``; a node that moves on gets a new entry. ``clock`` is the start by the performance counter."""

    node: str
    iteration: int = 0
    status: Status = Status.QUEUED
    parameters: Any = None
    output: Any = None
    error: dict[str, Any] | None = None
    rows: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    duration_ms: float | None = None
    clock: float | None = None

    def started(self, parameters: Any) -> Self:
        """Return the entry of the node that runs from now on, with these encoded parameters."""
        return replace(self, status=Status.RUNNING, parameters=parameters, started_at=timezone.now(), clock=perf_counter())

    def succeeded(self, output: Any, rows: int | None) -> Self:
        """Return the entry of the node that is done, with its encoded output and how many rows that tells of."""
        return self._ended(Status.SUCCEEDED, output=output, rows=rows)

    def retried(self) -> Self:
        """Return the entry of the node whose try failed, and which waits for the next one."""
        return replace(self, status=Status.QUEUED)

    def failed(self, failure: NodeFailure) -> Self:
        """Return the entry of the node that failed, and why."""
        return self._ended(Status.FAILED, error=asdict(failure))

    def skipped(self) -> Self:
        """Return the entry of the node that does not run."""
        return self._ended(Status.SKIPPED)

    def cancelled(self) -> Self:
        """Return the entry of the node that was not done when the run was cancelled."""
        return self._ended(Status.CANCELLED)

    def values(self) -> tuple[Any, ...]:
        """Return the values in the order of ``NODE_COLUMNS``."""
        key = (self.node, self.iteration, self.status.value)
        return (*key, self.parameters, self.output, self.error, self.rows, self.started_at, self.finished_at, self.duration_ms)

    def _ended(self, status: Status, **changes: Any) -> Self:
        took = None if self.clock is None else round((perf_counter() - self.clock) * 1000, 3)
        return replace(self, status=status, finished_at=timezone.now(), duration_ms=took, **changes)
