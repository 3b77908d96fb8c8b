"""ScheduleTrigger: runs at the times of a cron expression."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field, field_validator

from dataflow_app.triggers.cron import explain, read_cron, times_after
from dataflow_app.triggers.timed import RecurringParameters, RecurringTrigger


class ScheduleParameters(RecurringParameters):
    """When to run, and what to do about times that were missed or come too soon."""

    cron: str = Field(
        description="Minute, hour, day of the month, month, day of the week, with the second before them if wanted; "
        "for example 0 6 * * MON-FRI.",
        json_schema_extra={"examples": ["0 6 * * MON-FRI", "*/15 * * * *", "0 18 L * *", "0 9 * * MON#1", "*/10 * * * * *"]},
    )

    @field_validator("cron")
    @classmethod
    def _cron(cls, text: str) -> str:
        read_cron(text)
        return text


class ScheduleTrigger(RecurringTrigger):
    """Start runs at the times of a cron expression, read in a time zone.

    Where clocks go forward, a time in the hour that is left out is due at its end; where they go back, a fixed time in the hour that
    comes twice is due once, the first time, while times that recur each hour (``*/15 * * * *``) go on through both.
    """

    name = "schedule"
    title = "On a schedule"
    parameters_model = ScheduleParameters

    def endless(self, given: ScheduleParameters, after: datetime) -> Iterator[datetime]:
        """Return the times of the cron expression."""
        return times_after(given.cron, given.zone, after)

    def words(self, given: ScheduleParameters) -> str:
        """Return the cron expression in words."""
        return explain(given.cron)
