"""Tests on JSON in PostgreSQL's own words, so that its indexes on JSON are of use."""

import json
import re
from collections.abc import Sequence
from typing import Any

from dataflow_app.orm.filters.json_tests import Test

Sql = tuple[str, list[Any]]
_POSITION = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_SIGNS = {"eq": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def written(test: Test, column: Sql, *, indexed: bool, depth: int = 0) -> Sql:
    """Return a test of a ``jsonb`` column as SQL, which is unknown or false where it fails.

    ``indexed`` columns have a GIN index: what it can find is asked for in the words that it knows.
    """
    kind, *rest = test
    if kind == "not":
        sql, params = written(rest[0], column, indexed=False, depth=depth)
        return f"({sql} IS NOT TRUE)", params
    if kind in ("all", "any"):
        return _joined(kind, [written(part, column, indexed=indexed, depth=depth) for part in rest[0]])
    path, wanted = rest
    found = _by_index(kind, column, path, wanted) if indexed else None
    return found or _tested(kind, _at(column, path), wanted, depth)


def _joined(kind: str, parts: Sequence[Sql]) -> Sql:
    if not parts:
        return ("TRUE" if kind == "all" else "FALSE"), []
    sign = " AND " if kind == "all" else " OR "
    return f"({sign.join(sql for sql, _ in parts)})", [param for _, params in parts for param in params]


def _by_index(kind: str, column: Sql, path: list[str], wanted: Any) -> Sql | None:
    """Return the test by containment in the whole column, or None where that would not be the same."""
    if any(_POSITION.fullmatch(step) for step in path):
        return None
    if kind == "contains" and (not path or isinstance(wanted, dict | list)):
        return _containment(column, path, wanted)
    if kind == "in" and len(wanted) == 1:
        return _joined("all", [_containment(column, path, wanted[0]), _tested(kind, _at(column, path), wanted, 0)])
    return None


def _containment(column: Sql, path: list[str], wanted: Any) -> Sql:
    for step in reversed(path):
        wanted = {step: wanted}
    return f"({column[0]} @> %s::jsonb)", [*column[1], json.dumps(wanted)]


def _at(column: Sql, path: list[str]) -> Sql:
    """Return the value at the path; a step of digits is a position in a list, or a key of an object."""
    sql, params = column[0], list(column[1])
    for step in path:
        sql = f"({sql} #> ARRAY[%s])" if _POSITION.fullmatch(step) else f"({sql} -> %s)"
        params.append(step)
    return sql, params


def _tested(kind: str, value: Sql, wanted: Any, depth: int) -> Sql:  # noqa: PLR0911 - one line a test
    sql, params = value
    if kind == "null":
        return f"({sql} IS NULL OR {sql} = 'null'::jsonb)", [*params, *params]
    if kind == "present":
        return f"({sql} IS NOT NULL)", params
    if kind == "in":
        return f"({sql} = ANY(%s::jsonb[]))", [*params, [json.dumps(each) for each in wanted]]
    if kind == "matches":
        return _of_text(value, "~", wanted[1])
    if kind == "contains":
        return f"({sql} @> %s::jsonb)", [*params, json.dumps(wanted)]
    if kind == "size":
        size = f"CASE WHEN jsonb_typeof({sql}) = 'array' THEN jsonb_array_length({sql}) END"
        return f"({size} {_SIGNS[wanted[0]]} %s)", [*params, *params, wanted[1]]
    if kind == "each":
        return _of_each(value, wanted, depth)
    if isinstance(wanted, str):
        return _of_text(value, _SIGNS[kind], wanted)
    return f"(jsonb_typeof({sql}) = 'number' AND {sql} {_SIGNS[kind]} %s::jsonb)", [*params, *params, json.dumps(wanted)]


def _of_text(value: Sql, sign: str, wanted: str) -> Sql:
    sql, params = value
    return f"(jsonb_typeof({sql}) = 'string' AND ({sql} #>> '{{}}') COLLATE \"C\" {sign} %s)", [*params, *params, wanted]


def _of_each(value: Sql, test: Test, depth: int) -> Sql:
    sql, params = value
    item = f"item{depth}"
    inner, more = written(test, (f"{item}.value", []), indexed=False, depth=depth + 1)
    items = f"jsonb_array_elements(CASE WHEN jsonb_typeof({sql}) = 'array' THEN {sql} ELSE '[]'::jsonb END) AS {item}(value)"
    return f"EXISTS (SELECT 1 FROM {items} WHERE {inner})", [*params, *params, *more]  # noqa: S608 - values are parameters
