"""The quick check of a column: a test of its type, and what else the model says of its values."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from types import NoneType
from typing import Any

from django.conf import settings
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk import quick_values
from dataflow_app.orm.bulk.quick_documents import documents
from dataflow_app.orm.bulk.quick_values import Test
from dataflow_app.orm.columns import AnyField, concrete
from dataflow_app.orm.values.checking import SQLITE_DIGITS
from dataflow_app.orm.values.json_shape import annotated
from dataflow_app.orm.values.limits import BOUNDS, bounds, whole_range

Check = Callable[[Sequence[Any]], Sequence[Any] | None]

#: Python adds up numbers of more digits in its default context only after rounding them.
_MOST_DIGITS = 28


@lru_cache(maxsize=16_384)
def quick_check(bound: BoundModel, field: AnyField) -> Check:
    """Return the check of a column: it gives the values as the column holds them, or None where it vouches for none."""
    test = _test(bound, field)
    if test is None or (field.choices and not isinstance(field.choices, list | tuple)):
        return _vouch_for_none
    demands = [demand for demand in (_choice(field), _validation(field)) if demand]
    return partial(_check, test, demands, field.null)


def _vouch_for_none(_: Sequence[Any]) -> None:
    return None


def _check(test: Test, demands: Sequence[Callable[[Sequence[Any]], bool]], nullable: bool, values: Sequence[Any]) -> Sequence[Any] | None:  # noqa: FBT001 - bound by position
    kinds = set(map(type, values))
    if NoneType not in kinds:
        checked = test(kinds, values)
        return checked if checked is not None and all(demand(checked) for demand in demands) else None
    if not nullable:
        return None
    given = [value for value in values if value is not None]
    checked = _check(test, demands, False, given) if given else given
    return checked if checked is None else values if checked is given else _with_gaps(values, checked)


def _with_gaps(values: Sequence[Any], checked: Sequence[Any]) -> list[Any]:
    rest = iter(checked)
    return [None if value is None else next(rest) for value in values]


def _choice(field: AnyField) -> Callable[[Sequence[Any]], bool] | None:
    if not field.choices:
        return None
    known = frozenset(choice for choice, _ in field.flatchoices)
    return known.issuperset


def _validation(field: AnyField) -> Callable[[Sequence[Any]], bool] | None:
    """Return the demand of the validators that no test covers."""
    covered = next((kinds for kind, kinds in _COVERED if isinstance(concrete(field), kind)), ())
    others = [each for each in field.validators if type(each) not in covered]
    return (lambda values: all(_is_valid(field, value) for value in values)) if others else None


def _is_valid(field: AnyField, value: Any) -> bool:
    try:
        field.run_validators(value)
    except ValidationError:
        return False
    return True


#: The validators that the tests of a type do the work of.
_COVERED: "tuple[tuple[type[AnyField], tuple[type, ...]], ...]" = (
    (models.DecimalField, (*BOUNDS, validators.DecimalValidator)),
    (models.FloatField, BOUNDS),
    (models.IntegerField, BOUNDS),
    (models.CharField, (validators.MaxLengthValidator,)),
    (models.TextField, (validators.MaxLengthValidator,)),
)


def _test(bound: BoundModel, field: AnyField) -> Test | None:
    inner = concrete(field)
    return next((make(bound, field, inner) for kind, make in _TESTS if isinstance(inner, kind)), None)


def _whole_numbers(_: BoundModel, field: AnyField, inner: AnyField) -> Test:
    return quick_values.whole_numbers(*bounds(field, *whole_range(inner)))


def _decimals(bound: BoundModel, field: AnyField, inner: Any) -> Test | None:
    exact = SQLITE_DIGITS if connections[bound.database].vendor == "sqlite" else _MOST_DIGITS
    if inner.max_digits is None or inner.max_digits > _MOST_DIGITS:
        return None
    return quick_values.decimals(min(inner.max_digits, exact), inner.decimal_places or 0, *bounds(field))


def _texts(_: BoundModel, field: AnyField, inner: Any) -> Test:
    longest = [each.limit_value for each in field.validators if type(each) is validators.MaxLengthValidator]
    longest += [inner.max_length] if isinstance(inner, models.CharField) and inner.max_length is not None else []
    return quick_values.texts(min(longest, default=None))


def _always(test: Test) -> Callable[[BoundModel, AnyField, AnyField], Test]:
    return lambda _bound, _field, _inner: test


_TESTS: "tuple[tuple[type[AnyField], Callable[[BoundModel, AnyField, Any], Test | None]], ...]" = (
    (models.BooleanField, _always(quick_values.booleans)),
    (models.DecimalField, _decimals),
    (models.FloatField, lambda _, field, _inner: quick_values.floats(*bounds(field))),
    (models.IntegerField, _whole_numbers),
    (models.UUIDField, _always(quick_values.identifiers)),
    (models.DateTimeField, lambda _bound, _field, _inner: quick_values.moments if settings.USE_TZ else None),
    (models.DateField, _always(quick_values.days)),
    (models.TimeField, _always(quick_values.times)),
    (models.DurationField, _always(quick_values.durations)),
    (models.BinaryField, _always(quick_values.raw_bytes)),
    (models.JSONField, lambda bound, field, _: documents(annotated(bound, field.name))),
    (models.CharField, _texts),
    (models.TextField, _texts),
)
