"""Filters that a model gives names of its own, such as the catalogue's ``price_range``."""

from collections.abc import Callable
from typing import Any

from dataflow_app.orm.bound_model import NamedFilter
from dataflow_app.orm.filters.comparisons import bounds
from dataflow_app.orm.filters.condition import ALWAYS, Condition, all_of
from dataflow_app.orm.values.pending import PENDING

_OPERATORS = {"exact": "$eq", "contains": "$contains", "in": "$in"}


def named(wanted: NamedFilter, value: Any, compare: Callable[[str, str, Any], Condition]) -> Condition:
    """Return the condition of a model's filter; None filters nothing. ``compare`` applies an operator to what a path leads to."""
    if value is None or value is PENDING:
        return ALWAYS
    if wanted.kind == "range":
        return all_of([compare(wanted.field, operator, limit) for operator, limit in bounds(wanted.name, value)])
    return compare(wanted.field, _OPERATORS[wanted.kind], value)
