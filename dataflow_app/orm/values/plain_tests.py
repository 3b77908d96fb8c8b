"""Values that a column takes as they are: told by one test of each, where checking a value exactly would cost more than writing it.

A test that says no says nothing else: ``dataflow_app.orm.values.checking.clean_value`` does then, and converts what it can. What a test
takes, ``clean_value`` returns unchanged.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.core import validators
from django.db import models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, why_not_writable
from dataflow_app.orm.values.limits import BOUNDS, bounds, whole_range

Test = Callable[[Any], bool]

_LARGEST = float("1.7976931348623157e308")


@lru_cache(maxsize=1024)
def plain_tests(bound: BoundModel) -> Mapping[str, tuple[str, Test]]:
    """Return, by every name of a column that has a test, the name that its value is kept under, and the test."""
    found = {name: (field.attname, _test(field)) for name, field in by_name(bound).items() if why_not_writable(bound, field) is None}
    return {name: (attname, test) for name, (attname, test) in found.items() if test}


def _test(field: AnyField) -> Test | None:
    make = next((make for kind, make in _TESTS if type(field) is kind), None)
    known = all(type(each) in _COVERED and not callable(getattr(each, "limit_value", None)) for each in field.validators)
    return None if make is None or field.choices or not known else _with_nothing(make(field), nullable=field.null)


def _with_nothing(test: Test, *, nullable: bool) -> Test:
    return (lambda value: value is None or test(value)) if nullable else test


def _texts(field: Any) -> Test:
    lengths = [each.limit_value for each in field.validators if isinstance(each, validators.MaxLengthValidator)]
    longest = min(lengths, default=_LARGEST)
    return lambda value: type(value) is str and len(value) <= longest and value.isascii() and "\0" not in value


def _whole_numbers(field: AnyField) -> Test:
    low, high = bounds(field, *whole_range(field))
    return lambda value: type(value) is int and low <= value <= high


def _floats(field: AnyField) -> Test:
    low, high = bounds(field, -_LARGEST, _LARGEST)
    return lambda value: type(value) is float and low <= value <= high


def _booleans(_: AnyField) -> Test:
    return lambda value: type(value) is bool


_COVERED = (*BOUNDS, validators.MaxLengthValidator)
_TESTS: "tuple[tuple[type[AnyField], Callable[[AnyField], Test]], ...]" = (
    (models.CharField, _texts),
    (models.TextField, _texts),
    (models.IntegerField, _whole_numbers),
    (models.BigIntegerField, _whole_numbers),
    (models.FloatField, _floats),
    (models.BooleanField, _booleans),
)
