"""Values of JSON columns."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any
from uuid import UUID

from dataflow_app.orm.values.coercions import refused, storable
from dataflow_app.orm.values.pending import PENDING

MAX_DEPTH = 100
#: From here on PostgreSQL writes floats in digits.
IN_DIGITS = 1e16


def json_column_value(value: Any, depth: int = 0) -> Any:
    """Return the value as JSON holds it.

    Tuples become lists. What JSON has no form for becomes the text that stands for it: dates and times in ISO 8601,
    decimals and UUIDs in digits; ``PENDING`` stays. Anything else, NaN and infinities, and nesting over a hundred deep raise
    ``ValueError``.
    """
    if depth > MAX_DEPTH:
        raise ValueError(f"nests more than {MAX_DEPTH} deep")
    if value is None or isinstance(value, bool | int) or value is PENDING:
        return value
    if isinstance(value, str):
        return storable(str(value))
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, Mapping):
        return {_key(key): json_column_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_column_value(item, depth + 1) for item in value]
    return _as_text(value)


def _finite(value: float) -> float | int:
    """Return the float; a large one as the whole number that it is, for PostgreSQL writes ``1e16`` in digits and would give another."""
    if isfinite(value):
        return int(value) if abs(value) >= IN_DIGITS else value
    raise ValueError(f"holds {value}, which JSON has no form for")


def _key(key: Any) -> str:
    if isinstance(key, str):
        return storable(key)
    raise ValueError(f"has the key {key!r} in an object; JSON has text keys only")


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID) or (isinstance(value, Decimal) and value.is_finite()):
        return str(value)
    if isinstance(value, AbstractSet):
        raise ValueError("holds a set, which has no order; give a list")  # noqa: TRY004 - a value that cannot be stored
    raise refused("JSON (objects, lists, text, numbers, true, false, null)", value)
