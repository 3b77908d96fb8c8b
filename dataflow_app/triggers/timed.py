"""What all triggers that start by the clock have in common."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import dropwhile, islice, takewhile
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator

from dataflow_app.triggers.clock import moment_of
from dataflow_app.triggers.local_time import LocalTime, in_words
from dataflow_app.triggers.time_zones import read_time_zone
from dataflow_app.triggers.trigger_type import TriggerParameters, TriggerType

MOST_TIMES = 100
MOST_CATCH_UP = 1000
MOST_JITTER = 86_400


class TimedParameters(TriggerParameters):
    """In which time zone, and what to do about times that were missed or come too soon."""

    timezone: str = Field("UTC", description="The time zone of these times, such as Europe/Berlin.")
    catch_up: Literal["skip", "last", "all"] = Field(
        "skip",
        description="What to do about times that passed while nothing ran, or while it was off: skip them, run for the last one, "
        "or run for all.",
    )
    catch_up_limit: int = Field(
        100, ge=1, le=MOST_CATCH_UP, strict=True, description="With 'all': the most times that are caught up with, the newest ones."
    )
    overlap: Literal["allow", "skip", "queue", "cancel"] = Field(
        "allow",
        description="What to do when the run before is not over yet: run beside it, skip this time, wait for it, or cancel it.",
    )
    jitter: int = Field(
        0,
        ge=0,
        le=MOST_JITTER,
        strict=True,
        description="Start up to so many seconds late, by a number that is the same for a time whoever computes it.",
    )

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, text: str) -> str:
        read_time_zone(text)
        return text

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return read_time_zone(self.timezone)

    def moment(self, time: datetime) -> datetime:
        """Return the moment that a parameter means: its own offset counts, and the time zone where it has none."""
        return _moment(time, self.timezone)


class RecurringParameters(TimedParameters):
    """From when until when times come."""

    starts_at: LocalTime | None = Field(None, description="No time before this one counts, such as 2026-03-01T08:00.")
    ends_at: LocalTime | None = Field(None, description="No time after this one counts.")

    @field_validator("ends_at")
    @classmethod
    def _in_order(cls, ends_at: datetime | None, others: ValidationInfo) -> datetime | None:
        start, zone = others.data.get("starts_at"), others.data.get("timezone")
        if ends_at and start and zone and _moment(ends_at, zone) < _moment(start, zone):
            raise ValueError("It would end before it starts. Choose a later end.")
        return ends_at


class TimedTrigger(TriggerType):
    """A trigger whose times follow from its parameters; ``ending`` names the parameter that ends them."""

    parameters_model: ClassVar[type[TimedParameters]]
    ending: ClassVar[str] = "ends_at"

    def next_times(self, parameters: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
        """Return the next times after a moment, in the trigger's time zone; a hundred at most."""
        if after.tzinfo is None:
            raise ValueError("'after' must have a time zone.")
        given = self.parameters_model.model_validate(parameters)
        # In UTC: two times of one zone compare by what the clock shows, and in a doubled hour it shows the same twice.
        return list(islice(self.times(given, after.astimezone(UTC)), max(0, min(count, MOST_TIMES))))

    @abstractmethod
    def times(self, given: Any, after: datetime) -> Iterator[datetime]:
        """Return all times after a moment, in their order and in the trigger's time zone."""


class RecurringTrigger(TimedTrigger):
    """A trigger whose times come again and again, between ``starts_at`` and ``ends_at``."""

    def times(self, given: Any, after: datetime) -> Iterator[datetime]:
        """Return the times that lie between start and end, both of them included."""
        if given.starts_at:
            after = max(after, given.moment(given.starts_at) - timedelta(microseconds=1))
        times = dropwhile(lambda time: time <= after, self.endless(given, after))
        if not given.ends_at:
            return times
        end = given.moment(given.ends_at)
        return takewhile(lambda time: time <= end, times)

    @abstractmethod
    def endless(self, given: Any, after: datetime) -> Iterator[datetime]:
        """Return the times after a moment, whether they lie between start and end or not."""

    def describe(self, parameters: Mapping[str, Any]) -> str:
        """Return in words when it starts runs, with its bounds and its time zone."""
        given: Any = self.parameters_model.model_validate(parameters)
        bounds = [
            f"from {in_words(given.starts_at)}" if given.starts_at else "",
            f"until {in_words(given.ends_at)}" if given.ends_at else "",
            jitter_in_words(given.jitter),
        ]
        return f"{', '.join([self.words(given), *filter(None, bounds)])} ({given.timezone})"

    @abstractmethod
    def words(self, given: Any) -> str:
        """Return in words how the times recur."""


def jitter_in_words(seconds: int) -> str:
    """Return how late it may start; empty where it starts on time."""
    return f"up to {seconds} second{'' if seconds == 1 else 's'} later" if seconds else ""


def _moment(time: datetime, zone: str) -> datetime:
    return time.astimezone(UTC) if time.tzinfo else moment_of(time, read_time_zone(zone))
