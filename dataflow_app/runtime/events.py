"""Events: the ordered, numbered facts of a run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

EventType = Literal[
    "run_queued",
    "run_paused",
    "run_resumed",
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
    "node_reused",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about a run; ``seq`` counts 1, 2, 3 … within it.

    Payloads hold JSON previews only: ``node_succeeded`` has ``duration_ms`` and ``rows`` (or None), ``node_failed`` has
    ``error`` (see ``NodeFailure``), ``node_retried`` has ``attempt`` (which try failed, the first being 1), ``delay_ms`` (how long the
    next one waits) and ``error``, ``node_skipped`` has ``reason``, ``run_failed`` has ``error``. ``node_reused`` tells of a node that
    was not run again: ``run`` that it was taken from, ``status``, ``rows``, ``duration_ms`` and ``error`` as they were there.
    ``run_paused`` and ``run_resumed`` have ``actor``, and ``run_queued`` has, where it repeats a run, ``rerun_of`` and ``rerun_from``.
    """

    seq: int
    type: EventType
    at: datetime
    node: str | None = None
    iteration: int = 0
    payload: dict[str, Any] | None = None
