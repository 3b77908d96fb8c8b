"""The simulation behind ``docs/scaling.md``: it must know what queueing theory knows."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.bench.scaling.installations import Size
from tests.bench.scaling.service_times import ServiceTimes, Step
from tests.bench.scaling.simulation import Simulation
from tests.bench.scaling.stations import Clock, Log, Processors

NOTHING = Step(0, 0, 0)
TIMES = ServiceTimes(start=NOTHING, claim=NOTHING, effect=NOTHING, end=NOTHING, broker=0, flush=0, network=0, disk=1e9)


def test_what_is_due_together_happens_in_order() -> None:
    clock, seen = Clock(), list[str]()
    for name, seconds in (("c", 2.0), ("a", 1.0), ("b", 1.0), ("late", 5.0)):
        clock.after(seconds, lambda name=name: seen.append(name))  # type: ignore[misc]
    clock.run(4.0)
    assert (seen, clock.now) == (["a", "b", "c"], 4.0)


def test_who_finds_all_processors_busy_waits_for_the_first_that_is_free() -> None:
    clock, ends = Clock(), list[float]()
    processors = Processors(clock, 2)
    for seconds in (3.0, 1.0, 1.0, 1.0):
        processors.compute(seconds, lambda: ends.append(clock.now))
    clock.run(10)
    assert (ends, processors.busy) == ([1.0, 2.0, 3.0, 3.0], 6.0)


def test_a_flush_takes_along_all_that_came_before_it_began() -> None:
    clock, ends = Clock(), list[float]()
    log = Log(clock, flush=1.0, bytes_a_second=100.0)
    for arrival in (0.0, 0.1, 0.2, 1.5):
        clock.after(arrival, lambda: log.commit(10, lambda: ends.append(round(clock.now, 3))))
    clock.run(10)
    assert (ends, log.flushes) == ([1.1, 2.3, 2.3, 3.4], 3)


def test_one_processor_makes_wait_as_long_as_the_formula_says() -> None:
    clock, chance, waits = Clock(), random.Random(1), list[float]()  # noqa: S311 - a simulation, no secret
    processor = Processors(clock, 1)

    def arrive() -> None:
        born = clock.now
        processor.compute(chance.expovariate(1.0), lambda: waits.append(clock.now - born))
        clock.after(chance.expovariate(0.5), arrive)

    arrive()
    clock.run(50_000)
    # M/M/1: 1 / (service rate - arrival rate)
    assert sum(waits) / len(waits) == pytest.approx(1 / (1.0 - 0.5), rel=0.05)


@pytest.mark.parametrize(
    ("times", "size", "limit", "capacity"),
    [
        (replace(TIMES, effect=Step(0.001, 0, 0)), Size(workers=2), "worker", 2 / 0.003),
        (replace(TIMES, effect=Step(0, 0.001, 0)), Size(cores=4, workers=8), "database", 4 / 0.003),
        (replace(TIMES, effect=Step(0, 0.001, 0)), Size(cores=4, workers=8, databases=2), "database", 8 / 0.003),
        (replace(TIMES, start=Step(0.002, 0, 0)), Size(webs=3), "web", 3 / 0.002),
        (replace(TIMES, broker=0.0005), Size(), "broker", 1 / 0.0005),
        (replace(TIMES, effect=Step(0, 0, 1e6), disk=1e9), Size(), "log", 1e9 / 3e6),
    ],
)
def test_no_more_runs_end_than_what_is_the_limit_can_do(times: ServiceTimes, size: Size, limit: str, capacity: float) -> None:
    result = Simulation(times, size).run(rate=capacity * 1.3, seconds=2)
    assert result.limit == limit
    assert result.throughput == pytest.approx(capacity, rel=0.06)


def test_below_the_limit_all_runs_end_and_take_what_they_take() -> None:
    times = replace(TIMES, start=Step(0, 0, 1), claim=Step(0, 0, 1), effect=Step(0, 0, 1), end=Step(0, 0, 1), flush=0.001, network=0.0005)
    result = Simulation(times, Size(workers=64)).run(rate=10, seconds=20)
    assert result.throughput == pytest.approx(10, rel=0.1)
    # Six commits, each there and back once, and each behind at most one other flush.
    assert 6 * 0.0015 <= result.p95 <= 6 * 0.0025


def test_on_one_machine_all_share_its_processors() -> None:
    times = replace(TIMES, effect=Step(0.001, 0.001, 0))
    assert Simulation(times, Size(cores=2, workers=8, shared=True)).run(rate=400, seconds=2).throughput == pytest.approx(
        2 / 0.006, rel=0.06
    )


def test_more_at_work_makes_commits_share_flushes() -> None:
    times = replace(TIMES, effect=Step(0.0001, 0, 100), flush=0.002)
    few, many = (Simulation(times, Size(workers=8)).run(rate=rate, seconds=2).commits_a_flush for rate in (10, 1000))
    # Six commits a run, a thousand runs a second, and two milliseconds for a flush.
    assert (round(few), round(many)) == (1, 12)


def test_it_gives_the_same_each_time_and_something_else_with_another_seed() -> None:
    times = replace(TIMES, effect=Step(0.001, 0.001, 100), flush=0.001)
    first, again, other = (Simulation(times, Size(), seed=seed).run(rate=200, seconds=2) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_more_busy_the_longer_runs_take() -> None:
    times = replace(TIMES, effect=Step(0.001, 0.001, 100))
    times_taken = [Simulation(times, Size(workers=4)).run(rate=rate, seconds=4).p95 for rate in (100, 400, 600)]
    assert all(earlier < later for earlier, later in pairwise(times_taken))
