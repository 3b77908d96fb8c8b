"""ScheduleTrigger: runs at the times of a cron expression."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from dataflow_app.triggers.cron import explain, read_cron, times_after
from dataflow_app.triggers.time_zones import read_time_zone
from dataflow_app.triggers.trigger_type import TriggerParameters, TriggerType


class ScheduleParameters(TriggerParameters):
    """When to run, and what to do about times that were missed or come too soon."""

    cron: str = Field(
        description="Minute, hour, day of the month, month, day of the week; for example 0 6 * * MON-FRI.",
        json_schema_extra={"examples": ["0 6 * * MON-FRI", "*/15 * * * *"]},
    )
    timezone: str = Field("UTC", description="The time zone of these times, such as Europe/Berlin.")
    catch_up: Literal["skip", "last", "all"] = Field(
        "skip",
        description="What to do about times that passed while nothing ran: skip them, run for the last one, or run for all.",
    )
    overlap: Literal["allow", "skip", "queue"] = Field(
        "allow",
        description="What to do when the run before is not over yet: run beside it, skip this time, or wait for it.",
    )

    @field_validator("cron")
    @classmethod
    def _cron(cls, text: str) -> str:
        read_cron(text)
        return text

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, text: str) -> str:
        read_time_zone(text)
        return text


class ScheduleTrigger(TriggerType):
    """Start runs at the times of a cron expression, read in a time zone.

    Where clocks go forward, a time in the hour that is left out is due at its end; where they go back, a fixed time in the hour that
    comes twice is due once, the first time, while times that recur each hour (``*/15 * * * *``) go on through both.
    """

    name = "schedule"
    title = "On a schedule"
    parameters_model: ClassVar[type[TriggerParameters]] = ScheduleParameters

    def next_times(self, parameters: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
        """Return the next times after a moment, in the schedule's time zone; a hundred at most."""
        given = ScheduleParameters.model_validate(parameters)
        return times_after(given.cron, read_time_zone(given.timezone), after, count)

    def describe(self, parameters: Mapping[str, Any]) -> str:
        """Return the cron expression in words, with its time zone."""
        given = ScheduleParameters.model_validate(parameters)
        return f"{explain(given.cron)} ({given.timezone})"
