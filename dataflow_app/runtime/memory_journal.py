"""A journal in memory: for scripts and tests."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from time import time
from typing import Any

from dataflow_app.runtime.events import Event, EventType
from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.row_count import row_count
from dataflow_app.runtime.status import Status

#: Type, node, what the payload is made of when somebody asks for it, and when it was.
_Fact = tuple[EventType, str | None, Any, float]


class MemoryJournal:
    """Keeps events, checkpoints and status in lists and mappings; it dies with the process.

    ``checkpoints`` given at the start are what ``restore`` tells: those of another journal continue its run.
    """

    def __init__(self, checkpoints: Mapping[str, Checkpoint] | None = None) -> None:
        self._ended: dict[str, Checkpoint] = dict(checkpoints or {})
        self._outputs: dict[str, Mapping[str, Any]] = {}
        self.status = Status.QUEUED
        self._cancelled = False
        self._reactions: list[Callable[[], object]] = []
        self._started: dict[str, float] = {}
        self._facts: list[_Fact] = []

    @property
    def events(self) -> list[Event]:
        """The events so far, in order; made when they are asked for, because a script never does."""
        return [_event(seq, *fact) for seq, fact in enumerate(self._facts, 1)]

    @property
    def checkpoints(self) -> dict[str, Checkpoint]:
        """What is known of the nodes that are done with, by id."""
        return self._ended | {node: Checkpoint(Status.SUCCEEDED, output) for node, output in self._outputs.items()}

    def cancel(self) -> None:
        """Ask the run to stop; may be called from any thread."""
        self._cancelled = True
        for react in list(self._reactions):
            react()

    def when_stopped(self, react: Callable[[], object]) -> None:
        """Let ``cancel`` call it."""
        self._reactions.append(react)

    def tries(self) -> Mapping[str, int]:
        """Return how many tries of each node are recorded as to be repeated."""
        return Counter(str(node) for kind, node, _, _ in self._facts if kind == "node_retried")

    def spent(self) -> float:
        """Return 0: only the run that goes on now is known."""
        return 0.0

    def restore(self) -> Mapping[str, Checkpoint]:
        """Return the checkpoints known by now."""
        return self.checkpoints

    def run_started(self) -> None:
        """Record ``run_started``."""
        self.status = Status.RUNNING
        self._record("run_started")

    def run_finished(self, status: Status, failure: NodeFailure | None) -> None:
        """Record the last event of the run."""
        self.status = status
        kinds: dict[Status, EventType] = {Status.SUCCEEDED: "run_succeeded", Status.FAILED: "run_failed"}
        self._record(kinds.get(status, "run_cancelled"), payload={"error": asdict(failure)} if failure else None)

    def nodes_queued(self, nodes: Sequence[str]) -> None:
        """Record ``node_queued`` for each."""
        now = time()
        self._facts.extend(("node_queued", node, None, now) for node in nodes)

    def node_started(self, node: str, parameters: Mapping[str, Any]) -> None:  # noqa: ARG002 - a journal that lasts keeps them
        """Record ``node_started``."""
        self._started[node] = now = time()
        self._facts.append(("node_started", node, None, now))

    def perform(self, node: str, database: str, effect: Callable[[], Mapping[str, Any]], *, is_whole: bool = False) -> Mapping[str, Any]:
        """Run the effect in a transaction of that database, unless it sees to that itself: all of it is done, or none."""
        with nullcontext() if is_whole else _transaction(database):
            output = effect()
        self.node_succeeded(node, output)
        return output

    def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
        """Record ``node_succeeded`` and keep the output as a checkpoint."""
        now = time()
        self._outputs[node] = output
        self._facts.append(("node_succeeded", node, (now - self._started.get(node, now), output), now))

    def node_failed(self, node: str, failure: NodeFailure) -> None:
        """Record ``node_failed``."""
        self._ended[node] = Checkpoint(Status.FAILED, failure=failure)
        self._record("node_failed", node, {"error": asdict(failure)})

    def node_retried(self, node: str, attempt: int, delay: float, failure: NodeFailure) -> None:
        """Record ``node_retried``."""
        self._record("node_retried", node, {"attempt": attempt, "delay_ms": delay * 1000, "error": asdict(failure)})

    def node_skipped(self, node: str, reason: str) -> None:
        """Record ``node_skipped``."""
        self._ended[node] = Checkpoint(Status.SKIPPED)
        self._record("node_skipped", node, {"reason": reason})

    def node_cancelled(self, node: str) -> None:
        """Record ``node_cancelled``."""
        self._ended[node] = Checkpoint(Status.CANCELLED)
        self._record("node_cancelled", node)

    def is_cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancelled

    def _record(self, kind: EventType, node: str | None = None, payload: dict[str, Any] | None = None) -> None:
        self._facts.append((kind, node, payload, time()))


def _event(seq: int, kind: EventType, node: str | None, details: Any, at: float) -> Event:
    if kind == "node_succeeded":
        seconds, output = details
        details = {"duration_ms": seconds * 1000, "rows": row_count(output)}
    return Event(seq, kind, datetime.fromtimestamp(at, UTC), node, 0, details)


@contextmanager
def _transaction(database: str) -> Iterator[None]:
    from django.db import transaction  # noqa: PLC0415 - a run without effects on a database never touches Django

    with transaction.atomic(using=database):
        yield
