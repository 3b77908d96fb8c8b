"""Tagged JSON: outputs and inputs as a database column keeps them, and back without loss."""

import base64
import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.decoding import TAGS, EncodingError, decode

__all__ = ["EncodingError", "decode", "encode", "is_plain_mapping", "is_plain_text"]

MAX_DEPTH = 100


def encode(value: Any) -> Any:
    """Return a value as JSON that any database keeps.

    What JSON does not know is tagged: ``{"$decimal": "1.20"}``, ``$datetime``, ``$date``, ``$time``, ``$seconds`` (a
    timedelta), ``$uuid``, ``$bytes`` (base64), ``$float`` (``nan``, ``inf``, ``-inf``), ``$row``, ``$rows``, ``$text`` (base64 of
    text with a NUL or a lone surrogate, which PostgreSQL refuses) and ``$map`` (pairs: a mapping with keys that are no
    plain text, or that looks like a tag; ``$stored`` is one too, see ``decode``). Tuples and sets become lists, enum
    members their values. Raise ``EncodingError`` for anything else, and below a hundred levels.
    """
    return _encode(value, 0)


def _encode(value: Any, depth: int) -> Any:
    if value is None or value is True or value is False:
        return value
    if depth > MAX_DEPTH:
        raise EncodingError(f"The value nests deeper than {MAX_DEPTH} levels.", "Hand on a part of it.")
    kind = type(value)
    encoder = _ENCODERS.get(kind) or next((found for base, found in _BASES if isinstance(value, base)), None)
    if encoder is None:
        message = f"A value of type {kind.__name__} cannot be kept."
        raise EncodingError(message, "Hand on text, numbers, dates, lists, mappings or rows.")
    return encoder(value, depth)


def _text(value: str, _depth: int) -> Any:
    return str(value) if is_plain_text(value) else {"$text": _base64(value.encode("utf-8", "surrogatepass"))}


def is_plain_text(value: str) -> bool:
    """Whether every database can keep the text: it has neither NUL nor lone surrogates."""
    return "\x00" not in value and (value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value))


def _float(value: float, _depth: int) -> Any:
    return float(value) if math.isfinite(value) else {"$float": str(float(value))}


def _mapping(value: Mapping[Any, Any], depth: int) -> Any:
    if is_plain_mapping(value):
        return {key: _encode(value[key], depth + 1) for key in value.keys()}  # noqa: SIM118 - iterating many rows gives rows
    return {"$map": [[_encode(key, depth + 1), _encode(value[key], depth + 1)] for key in value]}


def is_plain_mapping(value: Mapping[Any, Any]) -> bool:
    """Whether the mapping is kept as an object of the same keys: they are plain text, and it does not look like a tag."""
    keys = list(value.keys())
    return all(type(key) is str and is_plain_text(key) for key in keys) and not (len(keys) == 1 and keys[0] in TAGS)


def _row(value: RowResult, depth: int) -> Any:
    return {"$row": _mapping(dict(value), depth)}


def _rows(value: RowsResult, depth: int) -> Any:
    return {"$rows": _mapping(dict(value.items()), depth)}


def _sequence(value: Sequence[Any] | AbstractSet[Any], depth: int) -> Any:
    return [_encode(item, depth + 1) for item in value]


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _tagged(tag: str, write: Callable[[Any], Any]) -> Callable[[Any, int], Any]:
    return lambda value, _depth: {tag: write(value)}


_ENCODERS: dict[type, Callable[[Any, int], Any]] = {
    str: _text,
    int: lambda value, _depth: value,
    float: _float,
    dict: _mapping,
    list: _sequence,
    tuple: _sequence,
    RowResult: _row,
    RowsResult: _rows,
    Decimal: _tagged("$decimal", str),
    datetime: _tagged("$datetime", datetime.isoformat),
    date: _tagged("$date", date.isoformat),
    time: _tagged("$time", time.isoformat),
    timedelta: _tagged("$seconds", lambda value: str(value / timedelta(microseconds=1) / 1_000_000)),
    UUID: _tagged("$uuid", str),
    bytes: _tagged("$bytes", _base64),
}

#: For subclasses, the narrowest first.
_BASES: tuple[tuple[type, Callable[[Any, int], Any]], ...] = (
    (Enum, lambda value, depth: _encode(value.value, depth)),
    (str, _text),
    (int, lambda value, _depth: int(value)),
    (float, _float),
    (Decimal, _ENCODERS[Decimal]),
    (datetime, _ENCODERS[datetime]),
    (date, _ENCODERS[date]),
    (bytearray, _tagged("$bytes", _base64)),
    (memoryview, _tagged("$bytes", _base64)),
    (RowResult, _row),
    (RowsResult, _rows),
    (Mapping, _mapping),
    (AbstractSet, lambda value, depth: _sequence(sorted(value, key=repr), depth)),
    (Sequence, _sequence),
)
