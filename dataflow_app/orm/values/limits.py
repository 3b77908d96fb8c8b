"""What a number in a column must keep to, by the type of the column and by its validators."""

from typing import Any

from django.core import validators
from django.db.backends.base.operations import BaseDatabaseOperations

from dataflow_app.orm.columns import AnyField

#: The validators that bound a number.
BOUNDS = (validators.MinValueValidator, validators.MaxValueValidator)

_BIGGEST = (-(2**63), 2**63 - 1)
_INFINITE = float("inf")


def whole_range(field: AnyField) -> tuple[int, int]:
    """Return the smallest and the largest whole number that a column of that type holds, on every database."""
    low, high = BaseDatabaseOperations.integer_field_ranges.get(field.get_internal_type(), _BIGGEST)
    return low, high


def bounds(field: AnyField, low: Any = -_INFINITE, high: Any = _INFINITE) -> tuple[Any, Any]:
    """Return the bounds of a number within the given ones; none fits between them where a bound is known only when it is asked for."""
    for each in field.validators:
        if isinstance(each, BOUNDS):
            if callable(each.limit_value):
                return _INFINITE, -_INFINITE
            low, high = (
                (max(low, each.limit_value), high) if isinstance(each, validators.MinValueValidator) else (low, min(high, each.limit_value))
            )
    return low, high
