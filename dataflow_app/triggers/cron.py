"""Cron expressions: five fields, or six with seconds. cronsim finds the local times, ``clock`` the moments at which they come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import dropwhile
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from dataflow_app.triggers.clock import begin_of, each_time, once_each
from dataflow_app.triggers.cron_fields import names_of, plain_weekdays, split_fields

_EXAMPLE = "For example: 0 6 * * MON-FRI, at 6:00 from Monday to Friday."
_START = datetime(2000, 1, 1)  # noqa: DTZ001 - a local time


@lru_cache(4096)
def read_cron(text: str) -> str:
    """Return the fields of a cron expression as cronsim reads them.

    Raise ``ValueError`` that says which field is wrong, or that the expression never comes due.
    """
    try:
        fields = split_fields(text)
    except ValueError as error:
        raise ValueError(f"{error} {_EXAMPLE}") from None
    plain = [*fields[:-1], plain_weekdays(fields[-1])]
    for place, name in enumerate(names_of(fields)):
        alone = ["*"] * len(fields)
        alone[place] = plain[place]
        _refuse_field(name, fields[place], " ".join(alone))
    cron = " ".join(plain)
    _refuse_never(text, cron)
    return cron


def times_after(text: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Return the times after a moment, in a time zone, without end.

    Where the hour and the minute are fixed, a local time that comes twice is due the first time, and one that is left out when the
    clock has been put forward. Where either begins with ``*``, it is due whenever the clock shows it.
    """
    if after.tzinfo is None:
        raise ValueError("'after' must have a time zone.")
    cron = read_cron(text)
    local = CronSim(cron, begin_of(after, zone) - timedelta(seconds=1))
    moments = each_time(local, zone) if _recurs(cron) else once_each(local, zone)
    return (moment.astimezone(zone) for moment in dropwhile(lambda moment: moment <= after, moments))


def explain(text: str) -> str:
    """Return a cron expression in words, such as ``At 06:00, Monday through Friday``."""
    words: str = CronSim(read_cron(text), _START).explain()
    return words


@lru_cache(4096)
def _recurs(cron: str) -> bool:
    minute, hour = cron.split()[-5:-3]
    return minute.startswith("*") or hour.startswith("*")


def _refuse_field(name: str, field: str, cron: str) -> None:
    try:
        CronSim(cron, _START)
    except (CronSimError, AssertionError, ValueError):
        raise ValueError(f"{field!r} is no {name}. {_EXAMPLE}") from None


def _refuse_never(text: str, cron: str) -> None:
    try:
        next(CronSim(cron, _START))
    except (CronSimError, StopIteration):
        raise ValueError(f"{text!r} names a day that never comes. {_EXAMPLE}") from None
