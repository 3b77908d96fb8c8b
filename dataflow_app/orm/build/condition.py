"""A filter that a database keeps itself: the condition of an index or a rule, as Django's ``Q``."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import F, Q

from dataflow_app.errors import ModelError, NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, column, concrete
from dataflow_app.orm.values.checking import clean_value, typed_value

_ORDER = {"$gt": "gt", "$gte": "gte", "$lt": "lt", "$lte": "lte"}
OPERATORS = ("$eq", "$ne", *_ORDER, "$in", "$nin", "$between", "$null", "$exists", "$not")
_AROUND = ("$and", "$or", "$not")
_REMEDY = "A condition of an index or a rule compares columns of the row by " + ", ".join(OPERATORS) + "."
_BOUNDS = 2


class Conditions:
    """Reads the conditions of one model; ``place`` is where the one stands that is read."""

    def __init__(self, bound: BoundModel) -> None:
        self._bound = bound
        self._place = ""

    def read(self, place: str, wanted: Mapping[str, Any]) -> Q:
        """Return the condition; raise ``ModelError`` for what a database cannot keep, and for a field or a value that cannot be."""
        self._place = place
        try:
            return self._all(wanted)
        except NodeError as fault:
            raise ModelError(f"{place}: {fault.message}", fault.remedy) from None

    def _all(self, wanted: Any) -> Q:
        if not isinstance(wanted, Mapping) or not wanted:
            raise self._refusal(f"is {wanted!r} where a filter should be")
        return reduce(and_, (self._one(key, value) for key, value in wanted.items()))

    def _one(self, key: Any, value: Any) -> Q:
        if key == "$not":
            return ~self._all(value)
        if key in ("$and", "$or"):
            if not isinstance(value, list | tuple) or not value:
                raise self._refusal(f"gives {key} no list of filters")
            return reduce(and_ if key == "$and" else or_, (self._all(each) for each in value))
        if not isinstance(key, str) or key.startswith("$"):
            raise self._refusal(f"has the unknown operator {key!r}", suggest(key, _AROUND))
        field = self._field(key)
        return self._compare(field, value) if _is_operators(value) else self._equals(field, value)

    def _field(self, name: str) -> AnyField:
        if name in self._bound.options.filters:
            raise self._refusal(f"names the filter '{name}', where a column should be")
        if "." in name:
            raise self._refusal(f"names '{name}', which lies inside a column or in another table")
        return column(self._bound, name)

    def _compare(self, field: AnyField, value: Mapping[str, Any]) -> Q:
        return reduce(and_, (self._operator(field, operator, operand) for operator, operand in value.items()))

    def _operator(self, field: AnyField, operator: str, value: Any) -> Q:
        if operator in _ORDER:
            return self._ordered(field, operator, value)
        readers: dict[str, Callable[[AnyField, Any], Q]] = {
            "$eq": self._equals,
            "$ne": lambda field, value: ~self._equals(field, value),
            "$in": self._in,
            "$nin": lambda field, value: ~self._in(field, value),
            "$between": self._between,
            "$null": self._null,
            "$exists": lambda field, value: ~self._null(field, value),
            "$not": lambda field, value: ~(self._compare(field, value) if _is_operators(value) else self._equals(field, value)),
        }
        if operator not in readers:
            raise self._refusal(f"compares '{field.name}' by {operator}, which a database cannot keep", suggest(operator, OPERATORS))
        return readers[operator](field, value)

    def _equals(self, field: AnyField, value: Any) -> Q:
        if value is None:
            return Q(**{f"{field.name}__isnull": True})
        if isinstance(value, list | tuple):
            raise self._refusal(f"compares '{field.name}' with a list")
        return Q(**{field.name: self._value(field, value, clean_value)})

    def _in(self, field: AnyField, values: Any) -> Q:
        if not isinstance(values, list | tuple) or not values:
            raise self._refusal(f"gives $in on '{field.name}' no list of values")
        there = [self._value(field, value, clean_value) for value in values if value is not None]
        found = Q(**{f"{field.name}__in": there}) if there else Q()
        return found | Q(**{f"{field.name}__isnull": True}) if None in values else found

    def _between(self, field: AnyField, value: Any) -> Q:
        if not isinstance(value, list | tuple) or len(value) != _BOUNDS:
            raise self._refusal(f"gives $between on '{field.name}' no [low, high]")
        return self._ordered(field, "$gte", value[0]) & self._ordered(field, "$lte", value[1])

    def _ordered(self, field: AnyField, operator: str, value: Any) -> Q:
        if isinstance(concrete(field) if not field.is_relation else field, models.CharField | models.TextField | models.BooleanField):
            raise self._refusal(f"compares '{field.name}' by {operator}, but text has no order that is the same in every database")
        if value is None:
            raise self._refusal(f"compares '{field.name}' with nothing")
        return Q(**{f"{field.name}__{_ORDER[operator]}": self._value(field, value, typed_value)})

    def _null(self, field: AnyField, value: Any) -> Q:
        if not isinstance(value, bool):
            raise self._refusal(f"asks whether '{field.name}' is empty by {value!r}, which is neither True nor False")
        return Q(**{f"{field.name}__isnull": value})

    def _value(self, field: AnyField, value: Any, read: Callable[[BoundModel, AnyField, Any], Any]) -> Any:
        if isinstance(value, Mapping) and set(value) == {"$field"}:
            return F(column(self._bound, str(value["$field"])).name)
        if field.is_relation or isinstance(field, models.JSONField | models.BinaryField):
            raise self._refusal(f"compares '{field.name}' with a value, but it can only be compared with None")
        return read(self._bound, field, value)

    def _refusal(self, what: str, hint: str = "") -> ModelError:
        return ModelError(f"{self._place} {what}.{hint}", _REMEDY)


def _is_operators(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(value) != {"$field"}
