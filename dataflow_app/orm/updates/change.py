"""A change of what stands at one place in a JSON document, said twice: for PostgreSQL in SQL, for SQLite in Python."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from dataflow_app.orm.updates.fragment import Fragment, cast, sql
from dataflow_app.orm.updates.refusals import Refused, refusal

_WORDS = {"object": "an object", "array": "a list", "string": "text", "number": "a number", "boolean": "true or false", "null": "nothing"}
_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "number"),
    (float, "number"),
    (str, "string"),
    (dict, "object"),
    (list, "array"),
)


_NOTHING = Fragment("NULL")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change happens: the column, the path in it, and on PostgreSQL the ``jsonb`` that stands there."""

    column: str
    path: tuple[str, ...] = ()
    value: Fragment = _NOTHING

    def below(self, key: str) -> "Place":
        """Return the place of a key of the object that stands here."""
        return Place(self.column, (*self.path, key), sql("({value} -> {key})", value=self.value, key=cast(key, "text")))

    def refused(self, wanted: str, found: Any) -> Refused:
        """Return the error of a value that is not what a change works on."""
        return Refused(self.name, f"holds {{found}}, and {wanted}", _WORDS[json_type(found)])

    @property
    def name(self) -> str:
        """Return column and path as they are written."""
        return ".".join((self.column, *self.path))

    def refusal(self, wanted: str) -> Fragment:
        """Return the same for PostgreSQL, which fails when it is reached."""
        words = " ".join(f"WHEN '{kind}' THEN '{word}'" for kind, word in _WORDS.items())
        found = sql("(CASE jsonb_typeof({value}) " + words + " END)", value=self.value)
        return sql("to_jsonb({failure})", failure=refusal(self.name, f"holds {{found}}, and {wanted}", found))

    def type(self) -> Fragment:
        """Return the type of what stands here in PostgreSQL's words; ``null`` where nothing does."""
        return sql("COALESCE(jsonb_typeof({value}), 'null')", value=self.value)


class Change(Protocol):
    """One change; ``creates`` says whether it puts something where nothing was."""

    @property
    def creates(self) -> bool:
        """Whether it puts something where nothing was."""
        ...

    def applied(self, place: Place, value: Any) -> Any:
        """Return what comes of the value (None: nothing stands there); raise ``Refused`` where nothing can."""
        ...

    def as_sql(self, place: Place) -> Fragment:
        """Return the same as a ``jsonb`` expression."""
        ...


def json_type(value: Any) -> str:
    """Return the type of a JSON value in PostgreSQL's words."""
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "null")


def jsonb(value: Any) -> Fragment:
    """Return a JSON value as a parameter."""
    return cast(json.dumps(value), "jsonb")


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are the same: true is no 1, 1 is 1.0, and the order of keys says nothing."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(isinstance(left, bool) is isinstance(right, bool) and left == right)
