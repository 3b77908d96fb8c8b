"""Dates with times as people write them into a trigger's parameters."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

_FIRST, _LAST = 1970, 2999
_REMEDY = "Write it as 2026-03-01T08:00 in the time zone of the schedule, or with an offset of its own: 2026-03-01T08:00+01:00."


def read_local_time(text: object) -> datetime:
    """Return the date with time that ISO 8601 text means; raise ``ValueError`` for what is none, or lies beyond the calendar here."""
    if isinstance(text, datetime):
        return text
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) and len(text) > len("2026-03-01") else None
    except ValueError:
        time = None
    if time is None:
        raise ValueError(f"{str(text)[:40]!r} is no date with a time. {_REMEDY}")
    if not _FIRST <= time.year <= _LAST:
        raise ValueError(f"The year {time.year} is out of bounds. Use one from {_FIRST} to {_LAST}.")
    return time.replace(microsecond=0)


#: A date with a time: of the schedule's time zone, or with an offset of its own.
LocalTime = Annotated[datetime, BeforeValidator(read_local_time), WithJsonSchema({"type": "string", "format": "date-time"})]


def in_words(time: datetime) -> str:
    """Return a date with time for a sentence, such as ``1 March 2026 at 08:00``; seconds and an own offset only where there are any."""
    clock = f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
    offset = "" if time.tzinfo is None else " UTC" if time.tzinfo == UTC else f" UTC{time:%z}"
    return f"{time.day} {time:%B %Y} at {clock}{offset}"
