"""Filters read against a model: every name in one is the model's, or is refused."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Q

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, by_name
from dataflow_app.orm.filters.condition import ALWAYS, Condition, all_of, any_of
from dataflow_app.orm.filters.json_condition import json_condition
from dataflow_app.orm.filters.json_reading import JsonReader, is_operators
from dataflow_app.orm.filters.named import named
from dataflow_app.orm.filters.operations import operations
from dataflow_app.orm.filters.operators import GROUPS, OPERATORS, column_condition, unknown_operator
from dataflow_app.orm.filters.paths import field_of, steps
from dataflow_app.orm.filters.patterns import regular
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.filters.relations import Relation, backward, behind, forward
from dataflow_app.orm.filters.text import text_condition
from dataflow_app.orm.tenancy import within
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.orm.values.pending import PENDING

MAX_DEPTH = 20
MAX_CONDITIONS = 500
#: How often a filter may look into other models: databases take long to plan a query over many tables.
MAX_LOOKS = 30
#: In all lists of a filter together: SQLite takes some 32,000 values in a statement.
MAX_VALUES = 30_000


def read_filter(bound: BoundModel, wanted: Any, tenant: str | None = None) -> Q:
    """Return the filter as a ``Q``, empty where it limits nothing; raise ``NodeError`` where it cannot be read.

    Where ``tenant`` is given, a filter that asks for the rows of another one is refused, and what it looks at in other models are
    that tenant's rows. Deleted rows of other models are never looked at.
    """
    reader = _Reader(bound, tenant)
    condition = reader.read(bound, wanted)
    raise_faults(reader.faults)
    return condition.as_q()


def filter_faults(bound: BoundModel, wanted: Any) -> list[NodeError]:
    """Return everything that is wrong with a filter."""
    reader = _Reader(bound, None)
    reader.read(bound, wanted)
    return reader.faults


class _Reader:
    """Reads one filter, and notes what is wrong with it rather than stopping at the first fault."""

    def __init__(self, bound: BoundModel, tenant: str | None) -> None:
        self.bound = bound
        self.tenant = tenant
        self.faults: list[NodeError] = []
        self._json = JsonReader(self._counted)
        self._conditions = 0
        self._values = 0
        self._looks = 0

    def read(self, bound: BoundModel, wanted: Any, depth: int = 0) -> Condition:
        """Return the condition that every entry of the object holds for a row of the model."""
        if wanted is PENDING:
            return ALWAYS
        if not isinstance(wanted, Mapping):
            return self._refuse('A filter is an object, such as {"category": "tools"}.')
        if depth > MAX_DEPTH:
            return self._refuse(f"The filter nests more than {MAX_DEPTH} deep.")
        return all_of([self._noting(partial(self._entry, bound, key, value, depth)) for key, value in wanted.items()])

    def _entry(self, bound: BoundModel, key: Any, value: Any, depth: int) -> Condition:
        if key in ("$and", "$or", "$nor"):
            return self._group(bound, key, value, depth)
        if key == "$not":
            return self.read(bound, value, depth + 1).opposite()
        self._counted(depth)
        if key == "$text":
            return text_condition(bound, value)
        if isinstance(key, str) and key in bound.options.filters and key not in by_name(bound):
            return named(bound.options.filters[key], value, partial(self._compare, bound, depth))
        if isinstance(key, str) and key.startswith("$"):
            raise NodeError("unknown_operator", f"A filter has no operator '{key[:80]}' here.{_belongs(key) or suggest(key, GROUPS)}")
        return self._along(bound, steps(key), value, depth)

    def _group(self, bound: BoundModel, key: str, value: Any, depth: int) -> Condition:
        if value is PENDING:
            return ALWAYS
        if not isinstance(value, list | tuple):
            return self._refuse(f"{key} wants a list of filters.", f'Write {{"{key}": [{{…}}, {{…}}]}}.')
        parts = [self.read(bound, part, depth + 1) for part in value]
        if key == "$and":
            return all_of(parts)
        return any_of(parts) if key == "$or" else any_of(parts).opposite()

    def _compare(self, bound: BoundModel, depth: int, path: str, operator: str, value: Any) -> Condition:
        return self._along(bound, steps(path), {operator: value}, depth)

    def _along(self, bound: BoundModel, path: list[str], value: Any, depth: int) -> Condition:
        """Return the condition on what a path leads to: through other models, to a column or into JSON."""
        name, *rest = path
        relation = None if name in by_name(bound) else backward(bound, name)
        if relation is not None:
            return self._related(bound, relation, path, value, depth)
        field = field_of(bound, name)
        if rest and isinstance(field, models.ForeignKey):
            self._looked()
            relation = forward(bound, field)
            return behind(relation, self.tenant, self._along(relation.target, rest, value, depth))
        if rest and not isinstance(field, models.JSONField):
            message = f"{bound.name}.{field.name} holds no JSON, so there is no '{'.'.join(rest)[:80]}' in it."
            raise NodeError("unknown_field", message)
        return self._at(Place(bound, field, tuple(rest)), value, depth)

    def _related(self, bound: BoundModel, relation: Relation, path: list[str], value: Any, depth: int) -> Condition:
        """Return the condition on the rows that point at one: that any of them fulfils it."""
        name, *rest = path
        self._looked()
        if rest:
            return behind(relation, self.tenant, self._along(relation.target, rest, value, depth))
        if isinstance(value, Mapping) and list(value) == ["$elemMatch"]:
            return behind(relation, self.tenant, self.read(relation.target, value["$elemMatch"], depth + 1))
        if isinstance(value, Mapping) and list(value) == ["$exists"] and isinstance(value["$exists"], bool):
            found = behind(relation, self.tenant, ALWAYS)
            return found if value["$exists"] else found.opposite()
        raise NodeError(
            "invalid_parameter",
            f"{bound.name}.{name} are rows of {relation.target.name}.",
            f'Write "{name}.field", {{"{name}": {{"$elemMatch": {{…}}}}}} or {{"{name}": {{"$exists": true}}}}.',
        )

    def _at(self, place: Place, value: Any, depth: int) -> Condition:
        has_operators = is_operators(value) if place.holds_json else isinstance(value, Mapping)
        if not has_operators:
            return self._operation(place, "$eq", value, None, depth)
        return all_of([self._noting(partial(self._operation, place, *each, depth)) for each in operations(place, value)])

    def _operation(self, place: Place, operator: str, value: Any, options: Any, depth: int) -> Condition:
        self._values += len(value) if isinstance(value, list | tuple | set | frozenset) else 0
        if self._values > MAX_VALUES:
            raise NodeError("invalid_parameter", f"The filter has more than {MAX_VALUES:,} values in its lists.")
        if place.holds_json:
            return json_condition(place, self._json.operation(place, operator, value, options, depth))
        if operator == "$not":
            return self._negation(place, value, depth)
        if operator == "$regex":
            return regular(place, operator, value, options)
        if operator not in OPERATORS:
            raise _of_other_model(place, operator) or unknown_operator(place, operator)
        if place.bound is self.bound and place.field.attname == TENANT and operator in ("$eq", "$in"):
            self._own(value)
        return column_condition(place, operator, value)

    def _negation(self, place: Place, value: Any, depth: int) -> Condition:
        if value is PENDING:
            return ALWAYS
        if not isinstance(value, Mapping):
            raise NodeError("invalid_parameter", f"$not on {place} wants an operator.", "For a plain value use $ne.")
        self._counted(depth + 1)
        return all_of([self._operation(place, *each, depth + 1) for each in operations(place, value)]).opposite()

    def _own(self, value: Any) -> None:
        for wanted in value if isinstance(value, list | tuple) else [value]:
            if isinstance(wanted, str) and self.bound.options.multi_tenant:
                within(self.tenant, wanted, self.bound)

    def _counted(self, depth: int) -> None:
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            raise NodeError("invalid_parameter", f"The filter has more than {MAX_CONDITIONS} conditions.")
        if depth > MAX_DEPTH:
            raise NodeError("invalid_parameter", f"The filter nests more than {MAX_DEPTH} deep.")

    def _looked(self) -> None:
        self._looks += 1
        if self._looks > MAX_LOOKS:
            message = f"The filter looks into other models more than {MAX_LOOKS} times."
            raise NodeError("invalid_parameter", message, "Ask for several values of one field by $in.")

    def _noting(self, work: Callable[[], Condition]) -> Condition:
        try:
            return work()
        except NodeError as fault:
            return self._refuse(fault.message, fault.remedy, fault)

    def _refuse(self, message: str, remedy: str = "", fault: NodeError | None = None) -> Condition:
        if all(message != known.message for known in self.faults):
            self.faults.append(NodeError(fault.code if fault else "invalid_parameter", message, remedy, port="filter"))
        return ALWAYS


def _belongs(key: str) -> str:
    return f' It belongs to a field: {{"name": {{"{key}": …}}}}.' if key in OPERATORS else ""


def _of_other_model(place: Place, name: Any) -> NodeError | None:
    """Return the error of a filter that was written inside of a foreign key."""
    if not isinstance(place.field, models.ForeignKey) or not isinstance(name, str) or name.startswith("$"):
        return None
    written = f"{place.field.name}.{name}"[:80]
    return NodeError("unknown_operator", f"{place} is compared with an object.", f'For a field of the other model write "{written}".')
