"""What jobs of a simulation wait for: processors, and a disk that takes along all who wait for it (group commit)."""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

Then = Callable[[], None]


@dataclass
class Clock:
    """Simulated time in seconds, and what is to happen when; what falls together happens in the order in which it was asked for."""

    now: float = 0.0
    _due: list[tuple[float, int, Then]] = field(default_factory=list)
    _order: count = field(default_factory=count)

    def after(self, seconds: float, then: Then) -> None:
        """Let something happen after so many seconds."""
        heapq.heappush(self._due, (self.now + seconds, next(self._order), then))

    def run(self, until: float) -> None:
        """Let time pass."""
        while self._due and self._due[0][0] <= until:
            self.now, _, then = heapq.heappop(self._due)
            then()
        self.now = until


class Processors:
    """So many processors; whoever finds all of them busy waits, first come, first served."""

    def __init__(self, clock: Clock, count: int) -> None:
        self._clock, self.count, self._free = clock, count, count
        self._waiting: deque[tuple[float, Then]] = deque()
        self.busy = 0.0

    def compute(self, seconds: float, then: Then) -> None:
        """Take a processor for so many seconds as soon as one is free."""
        if self._free:
            self._free -= 1
            self._start(seconds, then)
        else:
            self._waiting.append((seconds, then))

    def _start(self, seconds: float, then: Then) -> None:
        self.busy += seconds
        self._clock.after(seconds, lambda: self._end(then))

    def _end(self, then: Then) -> None:
        if self._waiting:
            self._start(*self._waiting.popleft())
        else:
            self._free += 1
        then()


class Log:
    """The write-ahead log of one database: a flush takes all along that came before it began; a byte takes its time, too."""

    def __init__(self, clock: Clock, flush: float, bytes_a_second: float) -> None:
        self._clock, self._flush, self._speed = clock, flush, bytes_a_second
        self._waiting: list[tuple[float, Then]] = []
        self._is_flushing = False
        self.commits = self.flushes = 0
        self.busy = 0.0

    def commit(self, size: float, then: Then) -> None:
        """Be done when what was written before is on the disk."""
        self.commits += 1
        self._waiting.append((size, then))
        if not self._is_flushing:
            self._start()

    def _start(self) -> None:
        taken, self._waiting = self._waiting, []
        self._is_flushing = True
        self.flushes += 1
        writing = sum(size for size, _ in taken) / self._speed
        # A log that always flushes is no limit: the longer it takes, the more it takes along. Its bytes are one.
        self.busy += writing
        self._clock.after(self._flush + writing, lambda: self._end([then for _, then in taken]))

    def _end(self, done: list[Then]) -> None:
        self._is_flushing = False
        if self._waiting:
            self._start()
        for then in done:
            then()
