"""A year of every kind of cron expression in four zones, compared with an oracle that knows no cron library: it walks each minute."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from dataflow_app.triggers.cron import times_after

pytestmark = pytest.mark.slow

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago")
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Rule = Callable[[datetime], bool]


def is_last_day(local: datetime) -> bool:
    return (local + timedelta(days=1)).month != local.month


#: Each expression with the same in Python, for a local time; and whether it names an hour and a minute.
RULES: dict[str, tuple[Rule, bool]] = {
    "*/15 * * * *": (lambda t: t.minute % 15 == 0, False),
    "*/20 2 * * *": (lambda t: t.hour == 2 and t.minute % 20 == 0, False),
    "5 */3 * * *": (lambda t: t.minute == 5 and t.hour % 3 == 0, False),
    "30 2 * * *": (lambda t: (t.hour, t.minute) == (2, 30), True),
    "15,45 0-3 * * *": (lambda t: t.hour <= 3 and t.minute in (15, 45), True),
    "0 0 * * SUN": (lambda t: (t.hour, t.minute) == (0, 0) and t.weekday() == 6, True),
    "40 1 L * *": (lambda t: (t.hour, t.minute) == (1, 40) and is_last_day(t), True),
    "0 9 * * MON#2": (lambda t: (t.hour, t.minute) == (9, 0) and t.weekday() == 0 and 8 <= t.day <= 14, True),
    "0 12 13 * FRI": (lambda t: (t.hour, t.minute) == (12, 0) and (t.day == 13 or t.weekday() == 4), True),
}


def utc_times(cron: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Return the times in UTC: in their zone, the two of a doubled hour compare as equal."""
    return (time.astimezone(UTC) for time in times_after(cron, zone, after))


class Minute(NamedTuple):
    """A minute of the year: what the clock on the wall shows, whether it showed that before, and what it left out since the last."""

    moment: datetime
    local: datetime
    is_again: bool
    left_out: tuple[datetime, ...]


@cache
def minutes_of_the_year(zone: ZoneInfo) -> list[Minute]:
    """Return the year's minutes, one by one in UTC."""
    shown, minutes = set[datetime](), list[Minute]()
    last = (BEGIN - MINUTE).astimezone(zone).replace(tzinfo=None)
    moment = BEGIN
    while moment < END:
        local = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        left_out = tuple(last + MINUTE * step for step in range(1, (local - last) // MINUTE)) if local - last > MINUTE else ()
        minutes.append(Minute(moment, local, local in shown, left_out))
        shown.add(local)
        last, moment = local, moment + MINUTE
    return minutes


def oracle(rule: Rule, zone: ZoneInfo, *, is_fixed: bool) -> list[datetime]:
    """Return the moments by looking at the clock in every minute: a fixed time counts once, and after the gap that leaves it out."""
    minutes = minutes_of_the_year(zone)
    if not is_fixed:
        return [each.moment for each in minutes if rule(each.local)]
    return [each.moment for each in minutes if (rule(each.local) and not each.is_again) or any(map(rule, each.left_out))]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cron", RULES)
def test_a_year_has_the_times_of_a_walk_through_its_minutes(cron: str, zone: str) -> None:
    rule, is_fixed = RULES[cron]
    found = takewhile(lambda time: time < END, utc_times(cron, ZoneInfo(zone), BEGIN - timedelta(seconds=1)))
    assert list(found) == oracle(rule, ZoneInfo(zone), is_fixed=is_fixed)


@pytest.mark.parametrize("cron", ["*/15 * * * *", "15,45 0-3 * * *"])
def test_times_do_not_depend_on_where_one_begins_to_look(cron: str) -> None:
    for zone in map(ZoneInfo, ZONES):
        for change in (datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 8), (3, 29), (4, 4), (9, 5), (10, 25), (11, 1))):
            whole = list(islice(utc_times(cron, zone, change), 500))
            for minutes in range(0, 26 * 60, 10):
                after = change + timedelta(minutes=minutes)
                assert next(utc_times(cron, zone, after.astimezone(zone))) == next(time for time in whole if time > after)
