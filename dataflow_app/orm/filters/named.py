"""Filters that a model gives names of its own, such as the catalogue's ``price_range``."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel, NamedFilter
from dataflow_app.orm.columns import AnyField, column
from dataflow_app.orm.filters.comparisons import compares, equals, is_in
from dataflow_app.orm.filters.condition import ALWAYS, Condition, all_of, test
from dataflow_app.orm.filters.patterns import like
from dataflow_app.orm.pending import PENDING
from dataflow_app.orm.values import typed_value

_BOUNDS = ("min", "max")


def named(bound: BoundModel, name: str, value: Any) -> Condition:
    """Return the condition of the model's filter of that name; None filters nothing."""
    wanted: NamedFilter = bound.options.filters[name]
    field = column(bound, wanted.field)
    if value is None or value is PENDING:
        return ALWAYS
    if wanted.kind == "range":
        return _range(bound, field, name, value)
    if wanted.kind == "contains":
        return _contains(bound, field, value)
    return is_in(bound, field, value) if wanted.kind == "in" else equals(bound, field, value)


def _range(bound: BoundModel, field: AnyField, name: str, value: Any) -> Condition:
    low, high = _bounds(name, value)
    tests = [compares(bound, field, operator, limit) for operator, limit in (("gte", low), ("lte", high)) if limit is not None]
    return all_of(tests)


def _bounds(name: str, value: Any) -> tuple[Any, Any]:
    if isinstance(value, Mapping):
        for key in value:
            if key not in _BOUNDS:
                raise NodeError("invalid_parameter", f"{name} has no '{key}'.{suggest(str(key), _BOUNDS)}", 'Write {"min": …, "max": …}.')
        return value.get("min"), value.get("max")
    if isinstance(value, list | tuple) and len(value) == len(_BOUNDS):
        return value[0], value[1]
    raise NodeError("invalid_parameter", f"{name} wants [low, high]; either may be null.", 'Or write {"min": …, "max": …}.')


def _contains(bound: BoundModel, field: AnyField, value: Any) -> Condition:
    if isinstance(field, models.CharField | models.TextField):
        escaped = "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in typed_value(bound, field, value))
        return like(bound, field, f"%{escaped}%")
    return test(field, Q(**{f"{field.attname}__contains": value}))
