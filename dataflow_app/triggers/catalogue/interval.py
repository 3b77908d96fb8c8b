"""IntervalTrigger: runs every so many minutes, hours or days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Literal

from pydantic import Field

from dataflow_app.triggers.clock import LAST_YEAR, begin_of, once_each
from dataflow_app.triggers.timed import RecurringParameters, RecurringTrigger

_UNITS = {
    "seconds": timedelta(seconds=1),
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}
#: What is counted from where no start is given: a Monday, at midnight.
_ORIGIN = datetime(1970, 1, 5)  # noqa: DTZ001 - a local time


class IntervalParameters(RecurringParameters):
    """How often to run, counted from ``starts_at``, and what to do about times that were missed or come too soon."""

    every: int = Field(ge=1, le=100_000, strict=True, description="How many of the unit lie between two times.")
    unit: Literal["seconds", "minutes", "hours", "days", "weeks"] = Field("minutes", description="What is counted.")


class IntervalTrigger(RecurringTrigger):
    """Start runs every so many seconds, minutes, hours, days or weeks, counted from a start.

    Seconds, minutes and hours are counted as they pass, whatever clocks do. Days and weeks keep the time of day: where clocks go
    forward, a time that is left out is due at the end of the gap; where they go back, one that comes twice is due the first time.
    Without a start they are counted from Monday, 5 January 1970, at midnight, so that every 15 minutes is on the quarter of an hour.
    """

    name = "interval"
    title = "At an interval"
    parameters_model = IntervalParameters

    def endless(self, given: IntervalParameters, after: datetime) -> Iterator[datetime]:
        """Return the times of the interval."""
        step, start = given.every * _UNITS[given.unit], given.starts_at or _ORIGIN
        if given.unit in ("days", "weeks"):
            local = start.astimezone(given.zone).replace(tzinfo=None) if start.tzinfo else start
            moments = once_each(_steps(local, step, begin_of(after, given.zone)), given.zone)
        else:
            moments = _steps(given.moment(start), step, after.astimezone(UTC))
        return (moment.astimezone(given.zone) for moment in moments)

    def words(self, given: IntervalParameters) -> str:
        """Return how often, such as ``Every 15 minutes``."""
        return f"Every {given.unit[:-1]}" if given.every == 1 else f"Every {given.every} {given.unit}"


def _steps(start: Any, step: timedelta, begin: Any) -> Iterator[datetime]:
    """Return start + n * step (n from 0 on), beginning one step before ``begin``, which a gap may move past it."""
    first = max(0, (begin - start) // step - 1)
    for number in count(first):
        try:
            time = start + number * step
        except OverflowError:
            return
        if time.year > LAST_YEAR:
            return
        yield time
