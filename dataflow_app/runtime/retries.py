"""Tries: which failures are tried again, how long that waits, and what waits now."""

from heapq import heappop, heappush
from random import uniform
from time import monotonic

from dataflow_app.graph.definition import Retry
from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.step import Step

#: Failures that another try would only repeat.
_FINAL = frozenset({"invalid_parameter", "missing_output"})


class Retries:
    """The nodes of one walk that wait for their next try."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Step]] = []

    def __bool__(self) -> bool:
        """Whether a node waits."""
        return bool(self._waiting)

    @property
    def due(self) -> float | None:
        """When the first of them is due, by ``time.monotonic``."""
        return self._waiting[0][0] if self._waiting else None

    def put(self, step: Step, delay: float) -> None:
        """Keep a node for so many seconds."""
        heappush(self._waiting, (monotonic() + delay, step.place, step))

    def take_due(self) -> list[Step]:
        """Return the nodes whose time has come."""
        now, due = monotonic(), []
        while self._waiting and self._waiting[0][0] <= now:
            due.append(heappop(self._waiting)[2])
        return due


def may_try_again(step: Step, failure: NodeFailure) -> bool:
    """Whether the node has a try left that may end otherwise."""
    return step.failed_tries + 1 < step.node.retry.attempts and failure.code not in _FINAL


def delay_after(retry: Retry, attempt: int) -> float:
    """Return how many seconds to wait after that try, the first being 1, before the next one."""
    delay = min(retry.delay * retry.backoff ** (attempt - 1), retry.max_delay)
    return min(delay * uniform(1 - retry.jitter, 1 + retry.jitter), retry.max_delay)  # noqa: S311 - spreads load, guards nothing
