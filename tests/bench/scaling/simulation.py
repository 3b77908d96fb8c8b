"""A simulation by discrete events: runs are started, wait for a worker, are claimed, act and end, each step on a processor and a disk."""

import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.bench.scaling.installations import Size
from tests.bench.scaling.service_times import ServiceTimes, Step
from tests.bench.scaling.stations import Clock, Log, Processors, Then

#: From which share of its time on something is taken for a limit.
_BUSY = 0.93


@dataclass(frozen=True, slots=True)
class Result:
    """Runs that ended a second, the 95th percentile of the seconds from request to end, and the share of time that each kind was busy."""

    throughput: float
    p95: float
    busy: Mapping[str, float]
    commits_a_flush: float

    @property
    def limit(self) -> str:
        """What was the busiest; threads only where they are all taken and nothing that they wait for is."""
        kind = max(self.busy.keys() - {"threads"}, key=lambda name: self.busy[name])
        return "threads" if self.busy[kind] < _BUSY < self.busy["threads"] else kind


@dataclass
class _Place:
    """A database with its log, its queue, and the workers' threads that are free for it."""

    processors: Processors
    log: Log
    free: deque[Processors] = field(default_factory=deque)
    queue: deque[Callable[[Processors], None]] = field(default_factory=deque)


class Simulation:
    """One simulation; the same arguments give the same result."""

    def __init__(self, times: ServiceTimes, size: Size, *, seed: int = 1) -> None:
        self._times, self._clock, self._chance = times, Clock(), random.Random(seed)  # noqa: S311 - a simulation, no secret
        self._ends: list[tuple[float, float]] = []
        self._held, self._threads = 0.0, size.workers * size.threads
        self._shared = Processors(self._clock, size.cores) if size.shared else None
        self._webs, self._workers, self._brokers = map(self._make, (size.webs, size.workers, size.brokers))
        logs = [Log(self._clock, times.flush, times.disk) for _ in range(size.databases)]
        self._places = [_Place(*each) for each in zip(self._make(size.databases, size.cores), logs, strict=True)]
        for number, worker in enumerate(self._workers * size.threads):
            self._places[number % size.databases].free.append(worker)

    def run(self, rate: float, seconds: float) -> Result:
        """Let runs arrive by chance, so many a second on average, and look at the second half of the time."""
        self._await_next(rate)
        self._clock.run(seconds / 2)
        before = self._busy()
        self._clock.run(seconds)
        busy = {name: (taken - before[name]) * 2 / seconds for name, taken in self._busy().items()}
        took = sorted(took for at, took in self._ends if at > seconds / 2)
        logs = [place.log for place in self._places]
        together = sum(log.commits for log in logs) / max(sum(log.flushes for log in logs), 1)
        return Result(len(took) * 2 / seconds, took[int(len(took) * 0.95)] if took else 0.0, busy, together)

    def _make(self, count: int, cores: int = 1) -> list[Processors]:
        return [self._shared or Processors(self._clock, cores) for _ in range(count)]

    def _await_next(self, rate: float) -> None:
        self._clock.after(self._chance.expovariate(rate), partial(self._start, rate))

    def _start(self, rate: float) -> None:
        """A web process writes the run into the database of its tenant, and sends a message."""
        self._await_next(rate)
        place, broker = self._chance.choice(self._places), self._chance.choice(self._brokers)
        queue = partial(self._queue, place, self._clock.now)
        self._do(self._chance.choice(self._webs), place, self._times.start, partial(broker.compute, self._times.broker, queue))

    def _queue(self, place: _Place, born: float) -> None:
        place.queue.append(lambda worker: self._work(place, (born, self._clock.now), worker, self._times.steps))
        self._assign(place)

    def _assign(self, place: _Place) -> None:
        while place.free and place.queue:
            place.queue.popleft()(place.free.popleft())

    def _work(self, place: _Place, since: tuple[float, float], worker: Processors, steps: Sequence[Step]) -> None:
        if steps:
            self._do(worker, place, steps[0], partial(self._work, place, since, worker, steps[1:]))
            return
        born, taken = since
        self._ends.append((self._clock.now, self._clock.now - born))
        self._held += self._clock.now - taken
        place.free.append(worker)
        self._assign(place)

    def _do(self, processor: Processors, place: _Place, step: Step, then: Then) -> None:
        """Compute in the process, go to the database, compute there, wait for the disk."""
        commit = partial(place.log.commit, step.wal, then)
        there = partial(place.processors.compute, self._spread(step.database), commit)
        processor.compute(self._spread(step.here), partial(self._clock.after, self._times.network, there))

    def _spread(self, mean: float) -> float:
        """Half of a step always takes as long, the other half is chance."""
        return mean / 2 + self._chance.expovariate(2 / mean) if mean else 0.0

    def _busy(self) -> Mapping[str, float]:
        """Return how long each kind was busy on average, a processor."""
        kinds = {"web": self._webs, "worker": self._workers, "broker": self._brokers}
        places = [place.processors for place in self._places]
        shares = {name: sum(each.busy for each in group) / len(group) for name, group in kinds.items()}
        shares |= {"database": sum(each.busy / each.count for each in places) / len(places)}
        shares |= {"threads": self._held / self._threads}
        return shares | {"log": sum(place.log.busy for place in self._places) / len(places)}
