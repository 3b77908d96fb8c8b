"""``$eq $ne $gt $gte $lt $lte $in $nin``."""

from decimal import ROUND_FLOOR, Context, Decimal
from typing import Any

from django.db import connections, models
from django.db.models import Q
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, Lookup

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, concrete
from dataflow_app.orm.filters.condition import ALWAYS, NEVER, Condition, any_of, is_empty, test
from dataflow_app.orm.filters.json_equality import json_equals
from dataflow_app.orm.ordering import collated
from dataflow_app.orm.pending import PENDING
from dataflow_app.orm.values import clean_value, typed_value

MAX_VALUES = 10_000
#: Each is a condition of its own, and SQLite takes a thousand.
MAX_JSON_VALUES = 200
_LOOKUPS: "dict[str, type[Lookup[Any]]]" = {"gt": GreaterThan, "gte": GreaterThanOrEqual, "lt": LessThan, "lte": LessThanOrEqual}
_EXACT = Context(prec=1200)


def equals(bound: BoundModel, field: AnyField, value: Any) -> Condition:
    """Return the condition that the column has the value; None means that it is empty."""
    if value is None:
        return is_empty(field)
    if value is PENDING:
        return ALWAYS
    if isinstance(field, models.JSONField):
        return json_equals(bound, field, typed_value(bound, field, value))
    typed = _typed(bound, field, value)
    if isinstance(typed, Decimal) and _floor(field, typed) != typed:
        return NEVER
    return test(field, Q(**{field.attname: typed}))


def is_in(bound: BoundModel, field: AnyField, values: Any) -> Condition:
    """Return the condition that the column has one of the values; none of an empty list."""
    if values is PENDING:
        return ALWAYS
    if not isinstance(values, list | tuple | set | frozenset):
        raise NodeError(
            "invalid_parameter", f"$in on {bound.name}.{field.name} wants a list.", f'Write {{"{field.name}": {{"$in": […]}}}}.'
        )
    most = MAX_JSON_VALUES if isinstance(field, models.JSONField) else MAX_VALUES
    if len(values) > most:
        raise NodeError("invalid_parameter", f"$in on {bound.name}.{field.name} takes {most:,} values at most.")
    if isinstance(field, models.JSONField) or any(value is PENDING for value in values):
        return any_of(equals(bound, field, value) for value in values)
    typed = [_typed(bound, field, value) for value in values if value is not None]
    there = [value for value in typed if not isinstance(value, Decimal) or _floor(field, value) == value]
    empty = is_empty(field) if None in values else NEVER
    return any_of([test(field, Q(**{f"{field.attname}__in": there})) if there else NEVER, empty])


def compares(bound: BoundModel, field: AnyField, operator: str, value: Any) -> Condition:
    """Return the condition that the column is ``gt``, ``gte``, ``lt`` or ``lte`` the value; an empty column never is."""
    if value is PENDING:
        return ALWAYS
    if isinstance(field, models.JSONField | models.BooleanField):
        raise NodeError(
            "invalid_parameter", f"{bound.name}.{field.name} has no order, so ${operator} cannot compare it.", "Use $eq or $in."
        )
    if value is None:
        raise NodeError(
            "invalid_parameter", f"${operator} on {bound.name}.{field.name} has nothing to compare with.", "Use $ne null instead."
        )
    typed = _typed(bound, field, value)
    if isinstance(typed, Decimal):
        return _decimal(field, operator, typed)
    if isinstance(typed, str) and connections[bound.database].vendor == "postgresql":
        return test(field, Q(_LOOKUPS[operator](collated(bound, field), typed)))
    return test(field, Q(**{f"{field.attname}__{operator}": typed}))


def _typed(bound: BoundModel, field: AnyField, value: Any) -> Any:
    _one_value(bound, field, value)
    if isinstance(field, models.ForeignKey) and isinstance(concrete(field), models.IntegerField):
        # Django compares a number of any size with a number column, but not with a foreign key.
        return clean_value(bound, field, value)
    return typed_value(bound, field, value)


def _one_value(bound: BoundModel, field: AnyField, value: Any) -> None:
    if isinstance(value, list | tuple | set | frozenset):
        raise NodeError(
            "invalid_parameter",
            f"{bound.name}.{field.name} is compared with a list.",
            f'Write {{"{field.name}": {{"$in": […]}}}} to find any of its values.',
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
    floor = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR, context=_EXACT)
    return None if floor and floor.adjusted() >= digits - places else floor
