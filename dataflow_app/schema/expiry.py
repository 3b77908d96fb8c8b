"""How long rows are kept: the option ``ttl``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dataflow_app.errors import ModelError, suggest

#: The column that an expiry counts from where none is named; a class that has none gets it.
CREATED_AT = "created_at"
UNITS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
KEYS = (*UNITS, "field")
#: A thousand years, in seconds: what lasts longer leaves the range of dates.
LONGEST = 1_000 * 365 * 86_400
_REMEDY = "Write 3600, timedelta(hours=1) or {'hours': 1, 'field': 'created_at'}."


@dataclass(frozen=True, slots=True)
class Expiry:
    """A row has expired ``seconds`` after the time in its column ``field``; never, where that is empty."""

    seconds: int
    field: str = CREATED_AT


def read_expiry(name: str, value: Any) -> Expiry:
    """Return what ``ttl`` of the class ``name`` says; raise ``ModelError`` for anything that is no time."""
    place = f"{name}.__dataflow__['ttl']"
    if not isinstance(value, Mapping):
        return Expiry(read_seconds(place, value, _REMEDY))
    for key in value:
        if key not in KEYS:
            raise ModelError(f"{place} has the unknown key {key!r}.{suggest(key, KEYS)}", f"It may hold {', '.join(KEYS)}.")
    field = value.get("field", CREATED_AT)
    if not isinstance(field, str):
        raise ModelError(f"{place} has field = {field!r}.", "Name a column that holds a time, such as 'expires_at'.")
    given = [unit for unit in UNITS if unit in value]
    if len(given) != 1:
        raise ModelError(f"{place} names {len(given) or 'no'} units of time.", "Give one of them: {'days': 30}.")
    # Where the column itself says when the row expires, nothing is added to it.
    at_once = "field" in value and value[given[0]] == 0 and not isinstance(value[given[0]], bool)
    if at_once:
        return Expiry(0, field)
    read_seconds(place, value[given[0]], _REMEDY)
    return Expiry(read_seconds(place, value[given[0]] * UNITS[given[0]], _REMEDY), field)


def read_seconds(place: str, value: Any, remedy: str) -> int:
    """Return a number of seconds, or a timedelta, as whole seconds of at least one; raise ``ModelError`` for anything else."""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or not 1 <= seconds <= LONGEST or seconds % 1:
        raise ModelError(
            f"{place} is {_shown(value)}, which is no time of whole seconds, at least one and a thousand years at most.", remedy
        )
    return int(seconds)


def _shown(value: Any) -> str:
    return "a very large number" if isinstance(value, int) and abs(value) > LONGEST**2 else repr(value)
