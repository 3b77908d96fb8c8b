"""Cron expressions: five fields, read by cronsim."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

MOST_TIMES = 100
FIELDS = ("minute", "hour", "day of the month", "month", "day of the week")
_EXAMPLE = "For example: 0 6 * * MON-FRI, at 6:00 from Monday to Friday."
_SHORTHANDS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * SUN",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}


@cache
def read_cron(text: str) -> str:
    """Return the five fields of a cron expression; raise ``ValueError`` that says which field is wrong, or that it never comes due."""
    fields = _SHORTHANDS.get(text.strip().lower(), text).split()
    if len(fields) != len(FIELDS):
        raise ValueError(f"A cron expression has 5 fields ({', '.join(FIELDS)}), and {text!r} has {len(fields)}. {_EXAMPLE}")
    for place, name in enumerate(FIELDS):
        alone = ["*"] * len(FIELDS)
        alone[place] = fields[place]
        _refuse_field(name, fields[place], " ".join(alone))
    cron = " ".join(fields)
    _refuse_never(text, cron)
    return cron


def times_after(text: str, zone: ZoneInfo, after: datetime, count: int) -> list[datetime]:
    """Return the next ``count`` (at most 100) times after a moment, in a time zone."""
    if after.tzinfo is None:
        raise ValueError("'after' must have a time zone.")
    return list(islice(_later(CronSim(read_cron(text), after.astimezone(zone)), after), max(0, min(count, MOST_TIMES))))


def explain(text: str) -> str:
    """Return a cron expression in words, such as ``At 06:00, Monday through Friday``."""
    return CronSim(read_cron(text), datetime.now(UTC)).explain()


def _later(times: Iterable[datetime], after: datetime) -> Iterator[datetime]:
    """Leave out what does not come later: where clocks change, cronsim may name one moment twice, or one that has passed.

    Moments are compared in UTC, because two times of one zone compare by what the clock shows.
    """
    last = after.astimezone(UTC)
    for time in times:
        moment = time.astimezone(UTC)
        if moment > last:
            last = moment
            yield time


def _refuse_field(name: str, field: str, cron: str) -> None:
    try:
        CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC))
    except CronSimError:
        raise ValueError(f"{field!r} is no {name}. {_EXAMPLE}") from None


def _refuse_never(text: str, cron: str) -> None:
    try:
        next(CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration):
        raise ValueError(f"{text!r} names a day that never comes. {_EXAMPLE}") from None
