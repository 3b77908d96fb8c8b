"""OnceTrigger: one run at one time."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic import Field

from dataflow_app.triggers.local_time import LocalTime, in_words
from dataflow_app.triggers.timed import TimedParameters, TimedTrigger, jitter_in_words


class OnceParameters(TimedParameters):
    """When to run, and what to do where nothing ran then."""

    at: LocalTime = Field(description="The date and the time, such as 2026-03-01T08:00.")


class OnceTrigger(TimedTrigger):
    """Start one run at a date and time.

    A time that clocks leave out is due when they have been put forward; one that comes twice is due the first time.
    """

    name = "once"
    title = "Once"
    parameters_model = OnceParameters
    ending = "at"

    def times(self, given: OnceParameters, after: datetime) -> Iterator[datetime]:
        """Return the one time, where it is still to come."""
        moment = given.moment(given.at)
        return iter([moment.astimezone(given.zone)] if moment > after else [])

    def describe(self, parameters: Mapping[str, Any]) -> str:
        """Return the date and the time in words, with its time zone."""
        given = OnceParameters.model_validate(parameters)
        late = jitter_in_words(given.jitter)
        return f"{', '.join(filter(None, [f'Once, on {in_words(given.at)}', late]))} ({given.timezone})"
