"""The service times that ``docs/scaling.md`` rests on, as they were measured; ``python -m tests.bench.scaling measure`` prints new ones."""

from tests.bench.scaling.service_times import ServiceTimes, Step

TIMES = ServiceTimes(
    start=Step(here=0.0158, database=0.00357, wal=2794),
    claim=Step(here=0.00081, database=0.00118, wal=954),
    effect=Step(here=0.00132, database=0.00093, wal=1884),
    end=Step(here=0.00132, database=0.00093, wal=1884),
    broker=0.0002,
    flush=0.004,
    network=0.0006,
    disk=126e6,
)
#: Runs a second that two workers, the database and the broker could do in the same measurement if both processors were theirs alone.
RATE = 180.0
