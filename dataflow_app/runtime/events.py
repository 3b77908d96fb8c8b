"""Events: the ordered, numbered facts of a run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

EventType = Literal[
    "run_queued",
    "run_started",
    "run_succeeded",
    "run_failed",
    "run_cancelled",
    "node_queued",
    "node_started",
    "node_retried",
    "node_succeeded",
    "node_failed",
    "node_skipped",
    "node_cancelled",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about a run; ``seq`` counts 1, 2, 3 … within it.

    Payloads hold JSON previews only: ``node_succeeded`` has ``duration_ms`` and ``rows`` (or None), ``node_failed`` has
    ``error`` (see ``NodeFailure``), ``node_retried`` has ``attempt`` (which try failed, the first being 1), ``delay_ms`` (how long the
    next one waits) and ``error``, ``node_skipped`` has ``reason``, ``run_failed`` has ``error``.
    """

    seq: int
    type: EventType
    at: datetime
    node: str | None = None
    iteration: int = 0
    payload: dict[str, Any] | None = None
