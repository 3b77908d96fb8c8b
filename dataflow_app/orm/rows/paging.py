"""Keyset paging: a page begins after the last row of the one before, whatever was created or deleted meanwhile."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import FloatField, Q, Value
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThan, LessThanOrEqual

from dataflow_app.errors import NodeError
from dataflow_app.orm.expressions.ordering import Term

_MICROSECOND = timedelta(microseconds=1)
_WRITERS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    float: ("f", repr),
    Decimal: ("n", str),
    datetime: ("m", datetime.isoformat),
    date: ("d", date.isoformat),
    time: ("c", time.isoformat),
    timedelta: ("s", lambda value: value // _MICROSECOND),
    UUID: ("u", str),
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "f": float,
    "n": Decimal,
    "m": datetime.fromisoformat,
    "d": date.fromisoformat,
    "c": time.fromisoformat,
    "s": lambda content: content * _MICROSECOND,
    "u": UUID,
}


def write_position(order: str, values: Sequence[Any]) -> str:
    """Return the opaque text that stands for a place in an order: ``order`` says which, ``values`` are those of the row there."""
    written = [_written(value) for value in values]
    content = json.dumps([_seal(order, written), written], separators=(",", ":"))
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_position(order: str, text: Any, terms: Sequence[Term]) -> list[Any]:
    """Return the values of a place in that order; raise ``NodeError`` for a text that is none, or of another order."""
    try:
        seal, written = json.loads(urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        if seal == _seal(order, written):
            values = [_read(value) for value in written]
            for term, value in zip(terms, values, strict=True):
                term.type.get_prep_value(value)
            return values
    except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError, ValidationError):
        raise _refused("after is not what a list gave as 'next'.") from None
    raise _refused("after is the 'next' of another list: its model, order_by, distinct or text search was another, or it was changed.")


def rows_after(database: str, terms: Sequence[Term], values: Sequence[Any]) -> Q:
    """Return the condition of the rows that come after the row with these values, one for each term."""
    places: list[Q] = []
    same: list[Any] = []
    for term, value in zip(terms, values, strict=True):
        beyond = _beyond(database, term, value)
        if beyond is not None:
            places.append(Q(*same, beyond))
        same.append(IsNull(term.expression, True) if value is None else Exact(term.expression, _parameter(database, term, value)))
    found = Q(*places, _connector=Q.OR) if places else Q(pk__in=[])
    return found & _not_before(database, terms[0], values[0])


def _beyond(database: str, term: Term, value: Any) -> Q | None:
    """Return the condition that a row comes after the value in this term alone; None where no row does."""
    if value is None:
        return Q(IsNull(term.expression, False)) if term.nulls_first else None
    parameter = _parameter(database, term, value)
    further = Q(LessThan(term.expression, parameter) if term.descending else GreaterThan(term.expression, parameter))
    return further | Q(IsNull(term.expression, True)) if term.nullable and not term.nulls_first else further


def _not_before(database: str, term: Term, value: Any) -> Q:
    """Return a condition that follows from the others, and that an index on the first column answers."""
    if value is None or term.nullable:
        return Q()
    parameter = _parameter(database, term, value)
    return Q(LessThanOrEqual(term.expression, parameter) if term.descending else GreaterThanOrEqual(term.expression, parameter))


def _parameter(database: str, term: Term, value: Any) -> Value:
    if isinstance(value, Decimal) and connections[database].vendor == "sqlite":
        return Value(float(value), output_field=FloatField())  # SQLite keeps it so, and would hold a text for larger than any number
    return Value(value, output_field=term.type)


def _seal(order: str, written: list[Any]) -> str:
    return sha256(json.dumps([order, written]).encode()).hexdigest()[:16]


def _written(value: Any) -> Any:
    if type(value) in _WRITERS:
        tag, write = _WRITERS[type(value)]
        return [tag, write(value)]
    return value


def _read(value: Any) -> Any:
    if isinstance(value, list):
        tag, content = value
        return _READERS[tag](content)
    return value


def _refused(message: str) -> NodeError:
    return NodeError("invalid_parameter", message, "Begin again without after.", port="after")
