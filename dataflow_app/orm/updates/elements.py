"""Which elements of a list ``$pull`` takes out: a value, an object whose keys they have, or comparisons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dataflow_app.errors import suggest
from dataflow_app.orm.updates.change import json_type, jsonb, same
from dataflow_app.orm.updates.fragment import Fragment, cast, sql

_SIGNS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "$gt": (">", lambda left, right: left > right),
    "$gte": (">=", lambda left, right: left >= right),
    "$lt": ("<", lambda left, right: left < right),
    "$lte": ("<=", lambda left, right: left <= right),
}
OPERATORS = ("$eq", "$ne", "$in", "$nin", *_SIGNS)


class Test(Protocol):
    """A test of an element; what is not there passes none."""

    def passes(self, element: Any) -> bool:
        """Whether the element passes."""
        ...

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same as a condition that is true or false, never unknown."""
        ...


@dataclass(frozen=True, slots=True)
class OneOf:
    """Passes what is the same as one of some values."""

    values: tuple[Any, ...]

    def passes(self, element: Any) -> bool:
        """Whether one of the values is the same."""
        return any(same(element, value) for value in self.values)

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same."""
        if not self.values:
            return Fragment("FALSE")
        listed = jsonb(list(self.values))
        return sql("COALESCE({element} IN (SELECT jsonb_array_elements({listed})), FALSE)", element=element, listed=listed)


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Passes what another test does not."""

    test: Test

    def passes(self, element: Any) -> bool:
        """Whether the other test fails."""
        return not self.test.passes(element)

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same."""
        return sql("(NOT {test})", test=self.test.as_sql(element))


@dataclass(frozen=True, slots=True)
class Compared:
    """Passes numbers compared with a number, and texts compared with a text."""

    operator: str
    value: float | str

    def passes(self, element: Any) -> bool:
        """Whether the element is of the same type and the comparison holds."""
        return json_type(element) == json_type(self.value) and _SIGNS[self.operator][1](element, self.value)

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same."""
        compared = sql(f"{{element}} {_SIGNS[self.operator][0]} {{value}}", element=element, value=jsonb(self.value))
        if isinstance(self.value, str):
            text = sql("({element} #>> '{{}}')", element=element)
            sign = _SIGNS[self.operator][0]
            compared = sql(f'{{text}} COLLATE "C" {sign} {{value}}', text=text, value=cast(self.value, "text"))
        return sql(
            f"(CASE jsonb_typeof({{element}}) WHEN '{json_type(self.value)}' THEN {{compared}} ELSE FALSE END)",
            element=element,
            compared=compared,
        )


@dataclass(frozen=True, slots=True)
class Every:
    """Passes what passes every test."""

    tests: tuple[Test, ...]

    def passes(self, element: Any) -> bool:
        """Whether every test passes."""
        return all(test.passes(element) for test in self.tests)

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same."""
        joined = Fragment("TRUE")
        for test in self.tests:
            joined = sql("{joined} AND {test}", joined=joined, test=test.as_sql(element))
        return sql("({joined})", joined=joined)


@dataclass(frozen=True, slots=True)
class At:
    """Passes an object whose key holds what passes a test; a key that is not there does not."""

    key: str
    test: Test

    def passes(self, element: Any) -> bool:
        """Whether the key is there and its value passes."""
        return isinstance(element, dict) and self.key in element and self.test.passes(element[self.key])

    def as_sql(self, element: Fragment) -> Fragment:
        """Return the same."""
        inner = sql("({element} -> {key})", element=element, key=cast(self.key, "text"))
        return sql("({inner} IS NOT NULL AND {test})", inner=inner, test=self.test.as_sql(inner))


def read_test(wanted: Any) -> Test:
    """Return the test that a value of ``$pull`` means; raise ``ValueError`` with words that follow ``$pull``."""
    if not isinstance(wanted, Mapping):
        return OneOf((wanted,))
    if wanted and all(key.startswith("$") for key in wanted):
        return Every(tuple(_comparison(operator, value) for operator, value in wanted.items()))
    return Every(tuple(At(key, read_test(value)) for key, value in wanted.items())) if wanted else OneOf(({},))


def _comparison(operator: str, value: Any) -> Test:
    if operator in ("$in", "$nin"):
        if not isinstance(value, list):
            raise ValueError(f"wants a list for {operator}")
        return OneOf(tuple(value)) if operator == "$in" else NoneOf(OneOf(tuple(value)))
    if operator in ("$eq", "$ne"):
        return OneOf((value,)) if operator == "$eq" else NoneOf(OneOf((value,)))
    if operator not in _SIGNS:
        raise ValueError(f"has no comparison '{operator}'.{suggest(operator, OPERATORS)}")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"compares numbers and texts with {operator}")  # noqa: TRY004 - a value that cannot be used
    return Compared(operator, value)
