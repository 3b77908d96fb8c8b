"""The service times that ``docs/scaling.md`` rests on, as they were measured; ``python -m tests.bench.scaling measure`` prints new ones."""

from tests.bench.scaling.service_times import ServiceTimes, Step

TIMES = ServiceTimes(
    start=Step(here=0.0153, database=0.00325, wal=2829),
    claim=Step(here=0.00083, database=0.00131, wal=1010),
    effect=Step(here=0.00192, database=0.00102, wal=1945),
    end=Step(here=0.00192, database=0.00102, wal=1945),
    broker=0.00038,
    flush=0.00018,
    network=0.0006,
    disk=126e6,
)
#: Runs a second that two workers, the database and the broker could do in the same measurement if both processors were theirs alone.
RATE = 142.0
