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
    return Expiry(0 if at_once else read_seconds(place, value[given[0]], _REMEDY) * UNITS[given[0]], field)


def read_seconds(place: str, value: Any, remedy: str) -> int:
    """Return a number of seconds, or a timedelta, as whole seconds of at least one; raise ``ModelError`` for anything else."""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds != int(seconds) or seconds < 1:
        raise ModelError(f"{place} is {value!r}, which is no time of whole seconds, at least one.", remedy)
    return int(seconds)
