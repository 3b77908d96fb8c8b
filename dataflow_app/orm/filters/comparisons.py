"""``$eq $ne $gt $gte $lt $lte $in $nin $between`` on columns of any type but JSON."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Context, Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, Lookup

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.columns import AnyField, concrete
from dataflow_app.orm.expressions.ordering import collated
from dataflow_app.orm.filters.condition import ALWAYS, NEVER, Condition, any_of, is_empty, test
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.values.checking import clean_value, typed_value
from dataflow_app.orm.values.pending import PENDING

MAX_VALUES = 10_000
_BOUNDS = ("min", "max")
_LOOKUPS: "dict[str, type[Lookup[Any]]]" = {"gt": GreaterThan, "gte": GreaterThanOrEqual, "lt": LessThan, "lte": LessThanOrEqual}
_EXACT = Context(prec=1200)


def equals(place: Place, value: Any) -> Condition:
    """Return the condition that the column has the value; None means that it is empty."""
    if value is None:
        return is_empty(place.field)
    if value is PENDING:
        return ALWAYS
    typed = _typed(place, value)
    if isinstance(typed, Decimal) and _floor(place.field, typed) != typed:
        return NEVER
    return test(place.field, Q(**{place.field.attname: typed}))


def is_in(place: Place, values: Any) -> Condition:
    """Return the condition that the column has one of the values; none of an empty list."""
    if values is PENDING:
        return ALWAYS
    listed = list_of(place, "$in", values)
    if any(value is PENDING for value in listed):
        return any_of(equals(place, value) for value in listed)
    typed = [_typed(place, value) for value in listed if value is not None]
    there = [value for value in typed if _is_possible(place.field, value)]
    empty = is_empty(place.field) if None in listed else NEVER
    return any_of([test(place.field, Q(**{f"{place.field.attname}__in": there})) if there else NEVER, empty])


def compares(place: Place, operator: str, value: Any) -> Condition:
    """Return the condition that the column is ``gt``, ``gte``, ``lt`` or ``lte`` the value; an empty column never is."""
    if value is PENDING:
        return ALWAYS
    if isinstance(concrete(place.field), models.BooleanField):
        raise NodeError("invalid_parameter", f"{place} has no order, so ${operator} cannot compare it.", "Use $eq or $in.")
    if value is None:
        raise NodeError("invalid_parameter", f"${operator} on {place} has nothing to compare with.", "Use $ne null instead.")
    typed = _typed(place, value)
    if isinstance(typed, Decimal):
        return _decimal(place.field, operator, typed)
    if isinstance(typed, str) and place.vendor == "postgresql":
        return test(place.field, Q(_LOOKUPS[operator](collated(place.bound, place.field), typed)))
    return test(place.field, Q(**{f"{place.field.attname}__{operator}": typed}))


def _is_possible(field: AnyField, value: Any) -> bool:
    """Whether a column can hold the number at all: Django lets others through to SQLite, which cannot take them."""
    if isinstance(value, Decimal):
        return _floor(field, value) == value
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def list_of(place: Place, operator: str, values: Any) -> list[Any]:
    """Return the values that an operator was given; raise ``NodeError`` where they are no list, or too many."""
    if not isinstance(values, list | tuple | set | frozenset):
        raise NodeError("invalid_parameter", f"{operator} on {place} wants a list.", f'Write {{"{place.key}": {{"{operator}": […]}}}}.')
    if len(values) > MAX_VALUES:
        raise NodeError("invalid_parameter", f"{operator} on {place} takes {MAX_VALUES:,} values at most.")
    return list(values)


def bounds(name: str, value: Any) -> list[tuple[str, Any]]:
    """Return the comparisons, by their operators, that a range given as ``[low, high]`` or by ``min`` and ``max`` stands for."""
    if isinstance(value, Mapping):
        for key in value:
            if key not in _BOUNDS:
                raise NodeError("invalid_parameter", f"{name} has no '{key}'.{suggest(str(key), _BOUNDS)}", 'Write {"min": …, "max": …}.')
        low, high = value.get("min"), value.get("max")
    elif isinstance(value, list | tuple) and len(value) == len(_BOUNDS):
        low, high = value
    else:
        raise NodeError("invalid_parameter", f"{name} wants [low, high]; either may be null.", 'Or write {"min": …, "max": …}.')
    return [(operator, limit) for operator, limit in (("$gte", low), ("$lte", high)) if limit is not None]


def _typed(place: Place, value: Any) -> Any:
    _one_value(place, value)
    if isinstance(place.field, models.ForeignKey) and isinstance(concrete(place.field), models.IntegerField):
        # Django compares a number of any size with a number column, but not with a foreign key.
        return clean_value(place.bound, place.field, value)
    return typed_value(place.bound, place.field, value)


def _one_value(place: Place, value: Any) -> None:
    if isinstance(value, list | tuple | set | frozenset):
        raise NodeError(
            "invalid_parameter", f"{place} is compared with a list.", f'Write {{"{place.key}": {{"$in": […]}}}} to find any of its values.'
        )


def _decimal(field: AnyField, operator: str, value: Decimal) -> Condition:
    """Compare with a number that may be finer or larger than what the column holds, without rounding it."""
    floor = _floor(field, value)
    above = operator in ("gt", "gte")
    if floor is None:
        never = (value > 0) == above
        return NEVER if never else is_empty(field).opposite()
    if floor != value:
        operator = "gt" if above else "lte"
    return test(field, Q(**{f"{field.attname}__{operator}": floor}))


def _floor(field: AnyField, value: Decimal) -> Decimal | None:
    """Return the largest number the column can hold that is not above the value; None where the value has too many digits."""
    decimal = concrete(field)
    places, digits = decimal.decimal_places or 0, decimal.max_digits or 1000
    if value and value.adjusted() >= digits - places:
        return None
    floor = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR, context=_EXACT)
    return None if floor and floor.adjusted() >= digits - places else floor
