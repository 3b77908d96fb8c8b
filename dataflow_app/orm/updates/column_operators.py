"""The operators on columns that hold no JSON: which take which, and what the database computes then."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, AnyField
from dataflow_app.orm.updates.bounded_column import bounded_column
from dataflow_app.orm.updates.counted_column import CountedColumn
from dataflow_app.orm.values import coercions
from dataflow_app.orm.values.checking import clean_value

_NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField)
_ORDERED = (*_NUMBERS, models.DateField, models.TimeField, models.DurationField, models.CharField, models.TextField)
_LARGEST = 2**63 - 1


def computed_column(bound: BoundModel, field: AnyField, operator: str, operand: Any) -> Any:
    """Return the expression of an operator on a column; raise ``ValueError`` (words that follow its name) or ``NodeError``."""
    if field.primary_key or isinstance(field, models.ForeignKey) or (bound.options.multi_tenant and field.attname == TENANT):
        raise ValueError(f"tells rows apart, so {operator} is not for it; give it a plain value")
    if operator not in _COMPUTED:
        raise ValueError(f"holds no JSON list, and {operator} works on lists in JSON columns")
    return _COMPUTED[operator](bound, field, operator, operand)


def _counted(_: BoundModel, field: AnyField, operator: Any, operand: Any) -> Any:
    if not isinstance(field, _NUMBERS):
        raise ValueError(f"holds no numbers, and {operator} works on numbers")  # noqa: TRY004 - said to a person, of a column
    number = coercions.exact_number(operand)
    if isinstance(field, models.IntegerField):
        number = Decimal(_whole(operator, number))
    elif isinstance(field, models.FloatField):
        number = coercions.exact_number(coercions.float_number(operand))
    elif operator == "$inc":
        _to_the_place(field, number)
    return CountedColumn(field, operator, number)


def _bounded(bound: BoundModel, field: AnyField, operator: Any, operand: Any) -> Any:
    if not isinstance(field, _ORDERED):
        raise ValueError(f"has no order, and {operator} keeps the smaller or the larger of two values")  # noqa: TRY004 - likewise
    if operand is None:
        raise ValueError(f"wants a value for {operator}, and nothing was given")
    return bounded_column(field, operator, clean_value(bound, field, operand), connections[bound.database].vendor)


def _whole(operator: str, number: Decimal) -> int:
    if number != number.to_integral_value() or abs(number) > _LARGEST:
        raise ValueError(f"holds whole numbers, so {operator} wants one of up to 64 bits, and {coercions.shown(number)} was given")
    return int(number)


def _to_the_place(field: Any, number: Decimal) -> None:
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > (field.decimal_places or 0):
        raise ValueError(f"keeps {field.decimal_places} decimal places, and {coercions.shown(number)} has more; round it first")


_COMPUTED: dict[str, Callable[[BoundModel, AnyField, Any, Any], Any]] = {
    "$inc": _counted,
    "$mul": _counted,
    "$min": _bounded,
    "$max": _bounded,
}
