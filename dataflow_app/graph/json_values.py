"""Values as JSON knows them, for expressions: what was richer is written as text or as a number."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_PLAIN = (str, int, float, bool, type(None))


def json_value(value: Any) -> Any:
    """Return the value as JSON values.

    Mappings, sequences and sets keep their shape; a ``Decimal`` becomes a whole number where it is one and a float
    otherwise; dates and times become ISO text; bytes and anything else become text.
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, Sequence | AbstractSet):
        return [json_value(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
