"""Operators on JSON read one by one: negations, regular expressions with options, and conditions on the elements of a list."""

from collections.abc import Callable, Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.json_tests import Test, json_test, regex_test
from dataflow_app.orm.filters.operations import operations
from dataflow_app.orm.filters.operators import OPERATORS, unknown_operator
from dataflow_app.orm.filters.paths import steps
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.values.pending import PENDING

_GROUPS = ("$and", "$or", "$nor")


class JsonReader:
    """Reads what is compared with a place in JSON; ``counted`` is called with the depth of every condition, and may refuse it."""

    def __init__(self, counted: Callable[[int], None]) -> None:
        self._counted = counted

    def read(self, place: Place, value: Any, depth: int) -> Test:
        """Return the test for a value, which means equality, or for an object of operators."""
        if not is_operators(value):
            return json_test(place, "$eq", value)
        return self._all(place, value, depth)

    def operation(self, place: Place, operator: str, value: Any, options: Any, depth: int) -> Test:
        """Return the test for one operator."""
        if operator == "$not":
            if not is_operators(value):
                raise NodeError("invalid_parameter", f"$not on {place} wants an operator.", "For a plain value use $ne.")
            return ["not", self._all(place, value, depth + 1)]
        if operator == "$elemMatch":
            return ["each", list(place.path), self._element(Place(place.bound, place.field, (), element=True), value, depth + 1)]
        if operator not in OPERATORS:
            raise unknown_operator(place, operator)
        return regex_test(place, value, options) if operator == "$regex" else json_test(place, operator, value)

    def _all(self, place: Place, value: Mapping[str, Any], depth: int) -> Test:
        self._counted(depth)
        return ["all", [self.operation(place, *each, depth) for each in operations(place, value)]]

    def _element(self, place: Place, wanted: Any, depth: int) -> Test:
        if wanted is PENDING:
            return ["all", []]
        if not isinstance(wanted, Mapping):
            remedy = f'Write {{"{place.key}": {{"$elemMatch": {{"url": {{"$like": "%.png"}}}}}}}}.'
            raise NodeError("invalid_parameter", f"$elemMatch on {place} wants a filter of the elements.", remedy)
        self._counted(depth)
        own = {key: value for key, value in wanted.items() if is_operator(key)}
        return ["all", [*([self._all(place, own, depth)] if own else []), *self._entries(place, wanted, depth)]]

    def _entries(self, place: Place, wanted: Mapping[Any, Any], depth: int) -> list[Test]:
        return [self._entry(place, key, value, depth) for key, value in wanted.items() if not is_operator(key)]

    def _entry(self, place: Place, key: Any, value: Any, depth: int) -> Test:
        if key in _GROUPS:
            if not isinstance(value, list | tuple):
                raise NodeError("invalid_parameter", f"{key} wants a list of filters.", f'Write {{"{key}": [{{…}}, {{…}}]}}.')
            parts = [self._element(place, part, depth + 1) for part in value]
            return {"$and": ["all", parts], "$or": ["any", parts], "$nor": ["not", ["any", parts]]}[key]
        if key == "$not":
            return ["not", self._element(place, value, depth + 1)]
        self._counted(depth)
        return self.read(Place(place.bound, place.field, tuple(steps(key)), element=True), value, depth)


def is_operators(value: Any) -> bool:
    """Whether a value for JSON is an object of operators, rather than an object to compare with."""
    return isinstance(value, Mapping) and bool(value) and all(str(key).startswith("$") for key in value)


def is_operator(key: Any) -> bool:
    """Whether a key in ``$elemMatch`` is an operator on the element itself."""
    return isinstance(key, str) and key.startswith("$") and key not in (*_GROUPS, "$not")
