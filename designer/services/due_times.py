"""Which due times of a trigger have come, and which of them start a run."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from dataflow_app.triggers.trigger_type import TriggerType

#: A due time is missed when nobody ticked for so long after it.
GRACE = timedelta(minutes=1)
#: The most runs that catching up starts for one trigger, the newest ones.
MOST = 100
#: The most times that are looked through, so that a minutely schedule can catch up after a year without anybody waiting.
LOOKED_THROUGH = 20_000
CHUNK = 100


def due_times(kind: TriggerType, parameters: Mapping[str, Any], first: datetime, now: datetime) -> list[datetime]:
    """Return the due times from ``first`` to ``now`` that start a run, as the parameter ``catch_up`` has it.

    ``skip`` (the default) starts none for missed times, ``last`` one for all of them together, ``all`` one each. A time that
    is not missed always counts.
    """
    policy = parameters.get("catch_up", "skip")
    begin = max(first, now - GRACE) if policy == "skip" else first
    times = deque(islice(_times(kind, parameters, begin, now), LOOKED_THROUGH), maxlen=MOST if policy == "all" else 1)
    return list(times)


def _times(kind: TriggerType, parameters: Mapping[str, Any], first: datetime, now: datetime) -> Iterator[datetime]:
    after = first - timedelta(seconds=1)
    while times := kind.next_times(parameters, after, CHUNK):
        for time in times:
            if time > now:
                return
            yield time
        after = times[-1]
