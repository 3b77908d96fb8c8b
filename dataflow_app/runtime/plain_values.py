"""Values as plain JSON, whole and quickly: what is most frequent is asked first, and rows are written column by column."""

import base64
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from operator import is_
from types import NoneType
from typing import Any
from uuid import UUID

from dataflow_app.nodes.results import RowResult, RowsResult

MAX_DEPTH = 20
EXACT_IN_BROWSERS = 2**53 - 1
_OBJECTS = (dict, RowResult)


def plain_value(value: Any, depth: int = 0) -> Any:  # noqa: PLR0911 - one for each kind of value
    """Return the value as ``plain`` describes it; what lies deeper than ``MAX_DEPTH`` is shown as text."""
    if depth > MAX_DEPTH:
        return legible(str(value))
    kind = type(value)
    if kind is str:
        return value if value.isascii() and "\x00" not in value else legible(value)
    if value is None or kind is bool:
        return value
    if kind is int or kind is float:
        return plain_scalar(value)
    if kind in _OBJECTS:
        return {plain_key(key): plain_value(item, depth + 1) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [plain_value(item, depth + 1) for item in value]
    if kind is RowsResult:
        return rows_by_name(value, depth)
    if isinstance(value, Mapping):
        return {plain_key(key): plain_value(value[key], depth + 1) for key in value}
    if is_sequence(value):
        return [plain_value(item, depth + 1) for item in value]
    return plain_scalar(value)


def plain_scalar(value: Any) -> Any:
    """Return a value that holds no others."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) <= EXACT_IN_BROWSERS else str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(value)
    return legible(written(value))


def is_sequence(value: Any) -> bool:
    """Whether the value is written as a list."""
    return isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | bytes | bytearray | memoryview)


def written(value: Any) -> str:
    """Return the text that stands for a value that JSON does not know."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return str(value)


def legible(text: str) -> str:
    """Return text that any reader of JSON takes: a NUL is shown as ``␀``, half a surrogate pair as ``?``."""
    return text.replace("\x00", "␀").encode("utf-8", "replace").decode("utf-8")


def plain_rows(names: Sequence[str], rows: Sequence[tuple[Any, ...]], depth: int) -> list[dict[str, Any]]:
    """Return rows, given as tuples of the named values, as objects; each is at ``depth``."""
    keys = [plain_key(name) for name in names]
    return [dict(zip(keys, row, strict=True)) for row in plain_tuples(rows, depth)]


def plain_tuples(rows: Sequence[tuple[Any, ...]], depth: int) -> Iterable[tuple[Any, ...]]:
    """Return rows with each value as ``plain_value`` gives it, column by column."""
    given = list(zip(*rows, strict=True))
    columns = [plain_column(values, depth + 1) for values in given]
    return rows if all(map(is_, columns, given)) else zip(*columns, strict=True)


def rows_by_name(value: RowsResult, depth: int, objects: Callable[..., Sequence[Any]] = plain_rows) -> dict[str, Any]:
    """Return what a list of rows tells, by name; ``objects`` makes the objects of names, tuples of values, and a depth."""
    table = value.table
    if table is None or depth + 3 > MAX_DEPTH:
        return {name: plain_value(item, depth + 1) for name, item in value.items()}
    others = {name: plain_value(value[name], depth + 1) for name in value.keys() if name != "records"}  # noqa: SIM118 - iterating gives rows
    return {"records": objects(*table, depth + 2), **others}


def plain_key(key: Any) -> str:
    """Return the key of an object."""
    return key if type(key) is str and key.isascii() and "\x00" not in key else legible(str(key))


def plain_column(values: Sequence[Any], depth: int) -> Sequence[Any]:
    """Return values that stand at one place of many rows, each as ``plain_value`` gives it."""
    kinds = set(map(type, values))
    given = [value for value in values if value is not None] if NoneType in kinds else values
    kinds.discard(NoneType)
    if not kinds:
        return values
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind in _WRITERS:
        write = _WRITERS[kind]
        return [None if value is None else write(value) for value in values]
    is_plain = _IS_PLAIN.get(kind)
    if is_plain and is_plain(given):
        return values
    return [plain_value(value, depth) for value in values]


def _is_legible(values: Sequence[str]) -> bool:
    together = "".join(values)
    return "\x00" not in together and (together.isascii() or legible(together) == together)


_IS_PLAIN: dict[type | None, Callable[[Sequence[Any]], bool]] = {
    bool: lambda _: True,
    str: _is_legible,
    int: lambda values: max(values) <= EXACT_IN_BROWSERS and min(values) >= -EXACT_IN_BROWSERS,
    float: lambda values: all(map(math.isfinite, values)),
}
_WRITERS: dict[type | None, Callable[[Any], str]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    Decimal: str,
    UUID: str,
}
