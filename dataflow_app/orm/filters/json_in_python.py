"""Tests on JSON for SQLite, whose own JSON is text that knows no big whole numbers, no truth values and no equality."""

import json
import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dataflow_app.orm.databases.sqlite_functions import sqlite_function
from dataflow_app.orm.filters.json_tests import Test
from dataflow_app.orm.filters.matching import matcher

ABSENT = object()
_POSITION = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le,
}  # fmt: skip


@sqlite_function("dataflow_json_holds", 2)
def _json_holds(document: str | None, test: str) -> bool:
    return holds(_read(test), ABSENT if document is None else _read(document))


def holds(test: Test, document: Any) -> bool:
    """Whether a document (``ABSENT`` for none) passes the test."""
    kind, *rest = test
    if kind == "not":
        return not holds(rest[0], document)
    if kind in ("all", "any"):
        return (all if kind == "all" else any)(holds(part, document) for part in rest[0])
    path, wanted = rest
    return _passes(kind, _at(document, path), wanted)


def _passes(kind: str, value: Any, wanted: Any) -> bool:  # noqa: PLR0911 - one line a test
    if kind == "null":
        return value is ABSENT or value is None
    if value is ABSENT:
        return False
    if kind == "present":
        return True
    if kind == "in":
        return any(_same(value, each) for each in wanted)
    if kind == "matches":
        return isinstance(value, str) and matcher(wanted[0]).finds(value)
    if kind == "contains":
        return _contains(value, wanted) or (isinstance(value, list) and _is_scalar(wanted) and _has(value, wanted))
    if kind == "size":
        return isinstance(value, list) and _COMPARISONS[wanted[0]](len(value), wanted[1])
    if kind == "each":
        return isinstance(value, list) and any(holds(wanted, each) for each in value)
    return _kind(value) == _kind(wanted) and _COMPARISONS[kind](value, wanted)


def _at(document: Any, path: list[str]) -> Any:
    for step in path:
        if isinstance(document, dict):
            document = document.get(step, ABSENT)
        elif isinstance(document, list) and _POSITION.fullmatch(step) and -len(document) <= int(step) < len(document):
            document = document[int(step)]
        else:
            return ABSENT
    return document


def _same(value: Any, wanted: Any) -> bool:
    if _kind(value) != _kind(wanted):
        return False
    if isinstance(value, dict):
        return value.keys() == wanted.keys() and all(_same(value[key], wanted[key]) for key in value)
    if isinstance(value, list):
        return len(value) == len(wanted) and all(map(_same, value, wanted))
    return bool(value == wanted)


def _contains(value: Any, wanted: Any) -> bool:
    """Whether a value has all that the wanted one has: every key of an object, every item of a list in whatever order."""
    if isinstance(value, dict) and isinstance(wanted, dict):
        return all(key in value and _contains(value[key], item) for key, item in wanted.items())
    if isinstance(value, list) and isinstance(wanted, list):
        return all(_has(value, item) for item in wanted)
    return _is_scalar(wanted) and _same(value, wanted)


def _has(values: list[Any], wanted: Any) -> bool:
    return any(_contains(value, wanted) for value in values)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _kind(value: Any) -> str:
    """Return JSON's type of a value: Python holds true for a number."""
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


@lru_cache(maxsize=256)
def _read(text: str) -> Any:
    return json.loads(text)
