"""Which due times of a trigger have come, and which of them start a run."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dataflow_app.triggers.jitter import jitter_of
from designer.models import Trigger
from designer.services.trigger_values import trigger_type

#: A due time is missed when nobody ticked for so long after it (and after its jitter).
GRACE = timedelta(minutes=1)
#: The most runs that catching up starts for one trigger where it says no other number, the newest ones.
MOST = 100
#: The most runs that are started at once; what else is due comes next.
AT_ONCE = 100
#: How many times are asked for at once: at first what a tick that is in time needs, then more.
FIRST_CHUNK, CHUNK = 3, 100


@dataclass(frozen=True, slots=True)
class Due:
    """The due times that start a run now, the time that comes next, and until when jitter holds that one back."""

    times: list[datetime]
    next_due_at: datetime | None
    held_until: datetime | None


def due_of(trigger: Trigger, now: datetime) -> Due:
    """Return what of the trigger is due from its next due time on, as its parameter ``catch_up`` has it.

    A time that is not missed always counts. Of missed ones ``skip`` (the default) starts none, ``last`` the newest where nothing
    newer is due, ``all`` as many of the newest as ``catch_up_limit`` says.
    """
    first = trigger.next_due_at or now
    late = now - GRACE - timedelta(seconds=trigger.parameters.get("jitter", 0))
    fresh, coming = _until(trigger, max(first, late), now)
    times = [*newest_missed(trigger, first, late, _wanted(trigger, len(fresh))), *fresh]
    if len(times) > AT_ONCE:
        times, coming = times[:AT_ONCE], times[AT_ONCE]
    return Due(times, coming, held_until(trigger, coming))


def _wanted(trigger: Trigger, fresh: int) -> int:
    """Return how many of the missed times start a run, where so many others are due."""
    match trigger.parameters.get("catch_up", "skip"):
        case "all":
            return max(0, int(trigger.parameters.get("catch_up_limit", MOST)) - fresh)
        case "last":
            return 0 if fresh else 1
        case _:
            return 0


def newest_missed(trigger: Trigger, first: datetime, end: datetime, most: int) -> list[datetime]:
    """Return the newest times from ``first`` to before ``end``, by looking back over spans that grow, so that a year costs little."""
    span, found = GRACE, deque[datetime]()
    begin = end
    while most and len(found) < most and begin > first:
        begin = max(first, end - span)
        found = deque(_before(trigger, begin, end), maxlen=most)
        span *= 4
    return list(found)


def held_until(trigger: Trigger, due_at: datetime | None) -> datetime | None:
    """Return when a due time starts where jitter holds it back; None where nothing does."""
    late = jitter_of(trigger.pk, due_at, trigger.parameters.get("jitter", 0)) if due_at else timedelta()
    return due_at + late if due_at and late else None


def _until(trigger: Trigger, first: datetime, now: datetime) -> tuple[list[datetime], datetime | None]:
    """Return the times from ``first`` on that have come, and the one after them."""
    times: list[datetime] = []
    for time in _times(trigger, first):
        if (held_until(trigger, time) or time) > now:
            return times, time
        times.append(time)
    return times, None


def _before(trigger: Trigger, first: datetime, end: datetime) -> Iterator[datetime]:
    for time in _times(trigger, first):
        if time >= end:
            return
        yield time


def _times(trigger: Trigger, first: datetime) -> Iterator[datetime]:
    """Return all times from ``first`` on, that one included."""
    kind, after, size = trigger_type(trigger.type), first - timedelta(microseconds=1), FIRST_CHUNK
    while times := kind.next_times(trigger.parameters, after, size):
        yield from times
        after, size = times[-1], CHUNK
