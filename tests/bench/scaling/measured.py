"""The service times that ``docs/scaling.md`` rests on, as they were measured; ``python -m tests.bench.scaling measure`` prints new ones."""

from tests.bench.scaling.service_times import ServiceTimes, Step

TIMES = ServiceTimes(
    start=Step(0.0080, 0.0025, 2800),
    claim=Step(0.0010, 0.0011, 900),
    effect=Step(0.0015, 0.0011, 1900),
    end=Step(0.0015, 0.0011, 1900),
    broker=0.0004,
    flush=0.001,
    network=0.0006,
    disk=500e6,
)
#: Runs a second that two workers on this machine executed in the same measurement.
RATE = 100.0
