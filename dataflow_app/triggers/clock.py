"""From what a clock on the wall shows to moments, through the days when clocks are put forward and back."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

#: Moments end before the calendar does, so that no zone and no step leaves it.
LAST_YEAR = 9000


def once_each(times: Iterable[datetime], zone: ZoneInfo) -> Iterator[datetime]:
    """Return the moment of each local time: the first one where it comes twice, and the end of the gap where it is left out.

    Times that fall together at the end of a gap are one moment.
    """
    last = None
    for time in times:
        moment = moment_of(time, zone)
        if moment != last:
            last = moment
            yield moment


def each_time(times: Iterable[datetime], zone: ZoneInfo) -> Iterator[datetime]:
    """Return every moment at which the clock shows one of the local times: two where it comes twice, none where it is left out."""
    again: deque[datetime] = deque()
    for time in times:
        first, second = (time.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first > second:
            continue
        while again and again[0] < first:
            yield again.popleft()
        yield first
        if second > first:
            again.append(second)
    yield from again


def moment_of(time: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (in UTC) at which the clock first shows a local time, or the end of the gap that leaves it out."""
    first, second = (time.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return _end_of_gap(second, first, zone) if first > second else first


def begin_of(after: datetime, zone: ZoneInfo) -> datetime:
    """Return the local time from which on times have to be looked at, for none after that moment to be missed.

    In the first of two hours that show the same, earlier times of it are still to come in the second one.
    """
    local = after.astimezone(zone)
    offsets = [local.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
    return local.replace(tzinfo=None, fold=0) - max(timedelta(), offsets[0] - offsets[1])


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment between the two, a second exact, from which on the clock is put forward."""
    offset = after.astimezone(zone).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
