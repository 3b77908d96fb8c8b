"""What a number that is computed in a column must keep to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.values.limits import BOUNDS, whole_range

_LARGEST_FLOAT = Decimal("1.7976931348623157e308")
#: From here on digits are counted rather than written.
_LONG = Decimal("1e40")


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest and the largest value, and how many decimal places are kept (None: as many as a float has)."""

    low: Decimal
    high: Decimal
    places: int | None

    @property
    def sentence(self) -> str:
        """Return what to say of a value beyond them, in words that follow the column's name."""
        return f"would become {{found}}, and it takes numbers from {_shown(self.low)} to {_shown(self.high)}."


def limits_of(field: Any) -> Limits:
    """Return the limits of a column of numbers: those of its type, and those that its validators set."""
    if isinstance(field, models.DecimalField):
        places = field.decimal_places or 0
        high = Decimal(10) ** (field.max_digits - places) - Decimal(1).scaleb(-places) if field.max_digits else _LARGEST_FLOAT
        low = -high
    elif isinstance(field, models.FloatField):
        places, low, high = None, -_LARGEST_FLOAT, _LARGEST_FLOAT
    else:
        places = 0
        low, high = map(Decimal, whole_range(field))
    lows = [_limit(each) for each in class_validators(field) if type(each) is MinValueValidator]
    highs = [_limit(each) for each in class_validators(field) if type(each) is MaxValueValidator]
    return Limits(max([low, *lows]), min([high, *highs]), places)


def is_checked_by_limits(field: AnyField) -> bool:
    """Whether limits say everything that is to be checked of a computed value."""
    return not field.choices and all(type(each) in BOUNDS for each in class_validators(field))


def class_validators(field: Any) -> list[Any]:
    """Return the validators that the class gives the column, without those that Django derives from its type."""
    return list(field._validators)  # noqa: SLF001 - the public list asks the database in use for its ranges


def _shown(limit: Decimal) -> str:
    return f"{limit:f}" if abs(limit) < _LONG else f"{limit:e}"


def _limit(validator: Any) -> Decimal:
    value = validator.limit_value() if callable(validator.limit_value) else validator.limit_value
    return Decimal(repr(value) if isinstance(value, float) else value)
