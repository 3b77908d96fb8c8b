"""What is simulated: this machine, to see whether the simulation can be believed, and installations on the way to 10,000 runs a second."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from tests.bench.scaling.installations import Size
from tests.bench.scaling.service_times import ServiceTimes, Step
from tests.bench.scaling.simulation import Result, Simulation

#: Processors of one database server, and how full the simulated installations are where latency is told.
CORES, FULL = 16, 0.7
_PLACES = ((2, 1), (8, 1), (16, 1), (32, 1), (64, 1), (64, 2), (128, 4), (128, 8))
_EVENTS = 6000


def this_machine(times: ServiceTimes, cores: int = 2) -> Result:
    """Return what two workers do here with a queue that is never empty; runs were queued before, so starting them takes nothing."""
    alone = replace(times, start=Step(0, 0, 0), network=0)
    return Simulation(alone, Size(cores=cores, shared=True)).run(rate=2 * cores / (alone.worker + alone.database), seconds=8)


def rows(times: ServiceTimes) -> Iterator[str]:
    """Simulate each installation: first with more runs than it can do, then with so many of those that it can."""
    yield f"| workers | databases of {CORES} cores | web | brokers | runs a second | limit | p95 at {FULL:.0%} | commits a flush |"
    yield "|---|---|---|---|---|---|---|---|"
    for workers, databases in _PLACES:
        size = sized(times, workers, databases)
        seconds = max(0.6, _EVENTS / capacity(times, size) / 2)
        most = Simulation(times, size).run(capacity(times, size) * 1.2, seconds)
        usual = Simulation(times, size).run(most.throughput * FULL, seconds * 1.5)
        figures = f"{most.throughput:,.0f} | {most.limit} | {usual.p95 * 1e3:.0f} ms | {usual.commits_a_flush:.1f}"
        yield f"| {workers} | {databases} | {size.webs} | {size.brokers} | {figures} |"


def capacity(times: ServiceTimes, size: Size) -> float:
    """Return the runs a second at which the first kind of processor is busy all the time."""
    return min(
        size.workers / times.worker,
        size.databases * size.cores / times.database,
        size.webs / times.start.here if times.start.here else float("inf"),
        size.brokers / times.broker if times.broker else float("inf"),
    )


def sized(times: ServiceTimes, workers: int, databases: int) -> Size:
    """Return an installation whose web processes and brokers are more than workers and databases can use."""
    rate = min(workers / times.worker, databases * CORES / times.database) * 1.3
    return Size(ceil(rate * times.start.here), workers, 4, databases, CORES, max(1, ceil(rate * times.broker)))
