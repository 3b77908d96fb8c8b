"""The nodes of a walk that run beside it, in threads, each until its time is up."""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from time import monotonic
from typing import Any

from dataflow_app.runtime.node_runner import out_of_time
from dataflow_app.runtime.step import Step
from dataflow_app.runtime.thread_pool import ThreadPool

#: What a node gave, or why it failed.
Answer = Mapping[str, Any] | BaseException


class Aside:
    """Starts nodes in at most ``size`` threads and hands back their answers; a node that takes too long has failed, and is left alone."""

    def __init__(self, size: int) -> None:
        self._pool: ThreadPool[Answer] = ThreadPool(size)
        self._under_way: dict[int, Step] = {}
        self._ends: list[tuple[float, int]] = []

    @property
    def busy(self) -> int:
        """How many nodes run."""
        return self._pool.busy

    @property
    def has_room(self) -> bool:
        """Whether another one could."""
        return self._pool.has_room

    @property
    def first_end(self) -> float | None:
        """When the time of the first of them is up, by ``time.monotonic``."""
        while self._ends and self._ends[0][1] not in self._under_way:
            heappop(self._ends)
        return self._ends[0][0] if self._ends else None

    def start(self, step: Step, attempt: Callable[[], Answer]) -> None:
        """Let a node run in a thread."""
        number = self._pool.submit(attempt)
        self._under_way[number] = step
        if step.node.timeout is not None:
            heappush(self._ends, (monotonic() + step.node.timeout, number))

    def answers(self, timeout: float | None) -> list[tuple[Step, Answer]]:
        """Return what came, having waited for something at most so many seconds (None: as long as it takes)."""
        found: list[tuple[Step, Answer]] = []
        done = self._pool.finished(timeout)
        while done:
            number, answer = done
            found.append((self._under_way.pop(number), answer))
            done = self._pool.finished(0)
        while (end := self.first_end) is not None and end <= monotonic():
            step = self._abandon(heappop(self._ends)[1])
            found.append((step, out_of_time(step)))
        return found

    def abandon(self) -> None:
        """Leave all of them alone."""
        for number in list(self._under_way):
            self._abandon(number)

    def wake(self) -> None:
        """Let whoever waits for answers go on; may be called from any thread."""
        self._pool.wake()

    def close(self) -> None:
        """Wait for the nodes that run, and let the threads end."""
        self._pool.close()

    def _abandon(self, number: int) -> Step:
        self._pool.abandon(number)
        return self._under_way.pop(number)
