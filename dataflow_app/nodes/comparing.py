"""Comparing two values as a person means it: 99.99 equals 99.99 however it is stored, a date equals its ISO text."""

import operator
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from dataflow_app.errors import NodeError

Operator = Literal[
    "is_true",
    "equals",
    "not_equals",
    "greater",
    "greater_or_equal",
    "less",
    "less_or_equal",
    "in",
    "not_in",
    "contains",
    "is_empty",
    "is_not_empty",
]


def compare(value: Any, how: Operator, other: Any) -> bool:
    """Return whether the comparison holds; raise ``NodeError`` where the two cannot be compared that way."""
    left, right = _alike(value, other)
    try:
        return bool(_COMPARISONS[how](left, right))
    except TypeError:
        message = f"{_shown(value)} cannot be compared with {_shown(other)} by '{how}'."
        raise NodeError("invalid_parameter", message, "Compare values of one kind.", port="compare") from None


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    left, right = _exact(left), _exact(right)
    return _dated(left, right), _dated(right, left)


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value


def _dated(value: Any, other: Any) -> Any:
    """Read text as a date where the other value is one; text that is none stays what it is."""
    if not isinstance(value, str) or not isinstance(other, date):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(other, datetime) else date.fromisoformat(value)
    except ValueError:
        return value


def _equals(left: Any, right: Any) -> bool:
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return bool(left == right)


def _among(value: Any, several: Any) -> bool:
    if isinstance(several, str):
        return isinstance(value, str) and value in several
    if isinstance(several, Mapping):
        return value in several
    return any(_equals(*_alike(value, each)) for each in several)


def _is_empty(value: Any, _other: Any) -> bool:
    return value is None or (isinstance(value, Collection) and len(value) == 0)


_COMPARISONS: dict[Operator, Callable[[Any, Any], Any]] = {
    "is_true": lambda value, _other: value is True,
    "equals": _equals,
    "not_equals": lambda left, right: not _equals(left, right),
    "greater": operator.gt,
    "greater_or_equal": operator.ge,
    "less": operator.lt,
    "less_or_equal": operator.le,
    "in": _among,
    "not_in": lambda value, several: not _among(value, several),
    "contains": lambda several, value: _among(value, several),
    "is_empty": _is_empty,
    "is_not_empty": lambda value, other: not _is_empty(value, other),
}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}…"  # noqa: PLR2004 - what fits an error message
