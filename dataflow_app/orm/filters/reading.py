"""Filters read against a model: every name in one is the model's, or is refused."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Q

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import FOR_LOOKUPS, TENANT, AnyField, by_name, column
from dataflow_app.orm.faults import raise_faults
from dataflow_app.orm.filters.comparisons import compares, equals, is_in
from dataflow_app.orm.filters.condition import ALWAYS, Condition, all_of, any_of
from dataflow_app.orm.filters.named import named
from dataflow_app.orm.filters.patterns import like, regex
from dataflow_app.orm.pending import PENDING
from dataflow_app.orm.tenancy import within

MAX_DEPTH = 20
MAX_CONDITIONS = 500

Operator = Callable[[BoundModel, AnyField, Any], Condition]
_OPERATORS: dict[str, Operator] = {
    "$eq": equals,
    "$ne": lambda bound, field, value: equals(bound, field, value).opposite(),
    "$gt": lambda bound, field, value: compares(bound, field, "gt", value),
    "$gte": lambda bound, field, value: compares(bound, field, "gte", value),
    "$lt": lambda bound, field, value: compares(bound, field, "lt", value),
    "$lte": lambda bound, field, value: compares(bound, field, "lte", value),
    "$in": is_in,
    "$nin": lambda bound, field, value: is_in(bound, field, value).opposite(),
    "$like": like,
    "$regex": regex,
}
OPERATORS = (*_OPERATORS, "$not")
#: What other languages of filters call them.
MEANT = {**FOR_LOOKUPS, "ilike": "$regex", "between": "$gte", "exists": "$ne", "null": "$eq", "not_in": "$nin", "neq": "$ne"}
_GROUPS = ("$and", "$or", "$not")


def read_filter(bound: BoundModel, wanted: Any, tenant: str | None = None) -> Q:
    """Return the filter as a ``Q``, empty where it limits nothing; raise ``NodeError`` where it cannot be read.

    Where ``tenant`` is given, a filter that asks for the rows of another one is refused.
    """
    reader = _Reader(bound, tenant)
    condition = reader.read(wanted)
    raise_faults(reader.faults)
    return condition.as_q()


def filter_faults(bound: BoundModel, wanted: Any) -> list[NodeError]:
    """Return everything that is wrong with a filter."""
    reader = _Reader(bound, None)
    reader.read(wanted)
    return reader.faults


class _Reader:
    """Reads one filter, and notes what is wrong with it rather than stopping at the first fault."""

    def __init__(self, bound: BoundModel, tenant: str | None) -> None:
        self.bound = bound
        self.tenant = tenant
        self.faults: list[NodeError] = []
        self._conditions = 0

    def read(self, wanted: Any, depth: int = 0) -> Condition:
        """Return the condition that every entry of the object holds."""
        if wanted is PENDING:
            return ALWAYS
        if not isinstance(wanted, Mapping):
            return self._refuse('A filter is an object, such as {"category": "tools"}.')
        if depth > MAX_DEPTH:
            return self._refuse(f"The filter nests more than {MAX_DEPTH} deep.")
        return all_of([self._entry(key, value, depth) for key, value in wanted.items()])

    def _entry(self, key: Any, value: Any, depth: int) -> Condition:
        if key in ("$and", "$or"):
            return self._group(key, value, depth)
        if key == "$not":
            return self.read(value, depth + 1).opposite()
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            return self._refuse(f"The filter has more than {MAX_CONDITIONS} conditions.") if self._is_first() else ALWAYS
        return self._noting(lambda: self._condition(key, value, depth))

    def _is_first(self) -> bool:
        return self._conditions == MAX_CONDITIONS + 1

    def _group(self, key: str, value: Any, depth: int) -> Condition:
        if value is PENDING:
            return ALWAYS
        if not isinstance(value, list | tuple):
            return self._refuse(f"{key} wants a list of filters.", f'Write {{"{key}": [{{…}}, {{…}}]}}.')
        parts = [self.read(part, depth + 1) for part in value]
        return all_of(parts) if key == "$and" else any_of(parts)

    def _condition(self, key: Any, value: Any, depth: int) -> Condition:
        if isinstance(key, str) and key in self.bound.options.filters and key not in by_name(self.bound):
            return named(self.bound, key, value)
        if isinstance(key, str) and key.startswith("$"):
            raise NodeError("unknown_operator", f"A filter has no operator '{key}' here.{suggest(key, _GROUPS)}{_belongs(key)}")
        field = self._field(key)
        if isinstance(value, Mapping) and not _is_json_value(field, value):
            parts = [partial(self._operation, field, operator, item, depth) for operator, item in self._operations(field, value)]
            return all_of([self._noting(part) for part in parts])
        return self._operation(field, "$eq", value, depth)

    def _field(self, key: Any) -> AnyField:
        names = [*by_name(self.bound), *self.bound.options.filters]
        if not isinstance(key, str) or ("__" not in key and key not in names):
            raise NodeError("unknown_field", f"{self.bound.name} has no field '{key}' to filter by.{suggest(str(key), [*names, *_GROUPS])}")
        return column(self.bound, key)

    def _operations(self, field: AnyField, value: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        if not value:
            raise NodeError(
                "invalid_parameter", f"{self.bound.name}.{field.name} is compared with an empty object.", "Name an operator, such as $gt."
            )
        return value.items()

    def _operation(self, field: AnyField, operator: str, value: Any, depth: int) -> Condition:
        if operator == "$not":
            if not isinstance(value, Mapping) or _is_json_value(field, value) or depth > MAX_DEPTH:
                raise NodeError(
                    "invalid_parameter", f"$not on {self.bound.name}.{field.name} wants an operator.", "For a plain value use $ne."
                )
            parts = [self._operation(field, inner, item, depth + 1) for inner, item in self._operations(field, value)]
            return all_of(parts).opposite()
        if operator not in _OPERATORS:
            raise NodeError("unknown_operator", f"{self.bound.name}.{field.name} has no operator '{operator}'.{_near(operator)}")
        if field.attname == TENANT and self.bound.options.multi_tenant and operator in ("$eq", "$in"):
            self._own(value)
        return _OPERATORS[operator](self.bound, field, value)

    def _own(self, value: Any) -> None:
        for wanted in value if isinstance(value, list | tuple) else [value]:
            if isinstance(wanted, str):
                within(self.tenant, wanted, self.bound)

    def _noting(self, work: Callable[[], Condition]) -> Condition:
        try:
            return work()
        except NodeError as fault:
            self.faults.append(NodeError(fault.code, fault.message, fault.remedy, port="filter"))
            return ALWAYS

    def _refuse(self, message: str, remedy: str = "") -> Condition:
        self.faults.append(NodeError("invalid_parameter", message, remedy, port="filter"))
        return ALWAYS


def _is_json_value(field: AnyField, value: Mapping[str, Any]) -> bool:
    """Whether the object is a value of a JSON column, rather than operators on it."""
    return isinstance(field, models.JSONField) and not (value and all(str(key).startswith("$") for key in value))


def _belongs(key: str) -> str:
    return f' It belongs to a field: {{"name": {{"{key}": …}}}}.' if key in OPERATORS else ""


def _near(operator: Any) -> str:
    name = str(operator)
    if f"${name}" in OPERATORS:
        return f" Did you mean '${name}'?"
    if name.removeprefix("$").lower() in MEANT:
        return f" Did you mean '{MEANT[name.removeprefix('$').lower()]}'?"
    return suggest(name, OPERATORS) or f" There are {', '.join(OPERATORS)}."
