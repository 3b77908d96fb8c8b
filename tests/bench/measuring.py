"""Rows of the table: a piece of work of ours beside other ways to do the same, called in turn so that a busy machine slows all alike."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]


class Seconds(float):
    """What a piece of work returns that was timed where it was done, in another process."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to do the same work, or the seconds that it was measured to take.

    ``limit`` is how many times its seconds ours may take, None where nothing is promised; ``allowance`` are seconds on top.
    """

    name: str
    work: Work | float
    limit: float | None = None
    allowance: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work; ``prepare`` is called before each measured call, and not measured."""

    work: str
    ours: Work
    peers: tuple[Peer, ...]
    rounds: int = 15
    prepare: Work = bool


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured: the median seconds of ours and of one peer."""

    work: str
    peer: Peer
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times the peer's seconds ours takes, without its allowance."""
        return (self.ours - self.peer.allowance) / self.theirs

    @property
    def verdict(self) -> str:
        """Whether the promise is kept."""
        if self.peer.limit is None:
            return ""
        return f"{'ok' if self.ratio <= self.peer.limit else 'MISSED'} ≤ {self.peer.limit:.3g}"


def measure(row: Row) -> list[Line]:
    """Return a line for each peer of the row."""
    works = [row.ours, *(peer.work for peer in row.peers)]
    for work in works:
        _seconds(row, work)
    rounds = [[_seconds(row, work) for work in works] for _ in range(row.rounds)]
    ours, *theirs = (statistics.median(times) for times in zip(*rounds, strict=True))
    return [Line(row.work, peer, ours, seconds) for peer, seconds in zip(row.peers, theirs, strict=True)]


def _seconds(row: Row, work: Work | float) -> float:
    if isinstance(work, float):
        return work
    row.prepare()
    start = perf_counter()
    result = work()
    return result if isinstance(result, Seconds) else perf_counter() - start
