"""Plain JSON as text: rows are written column by column, so that a list of many costs little more than reading it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii as quoted
from operator import itemgetter
from types import NoneType
from typing import Any
from uuid import UUID

from dataflow_app.nodes.results import RowsResult, Table
from dataflow_app.runtime.plain_values import MAX_DEPTH, plain_column, plain_key, plain_value

_WORDS = {True: "true", False: "false", None: "null"}
_COMPARABLE = frozenset({str, int, float, bool, NoneType, date, UUID})
#: How a value of each type is written; what is plain has no others but lists and objects.
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: quoted,
    int: int.__repr__,
    float: float.__repr__,
    bool: _WORDS.__getitem__,
    NoneType: _WORDS.__getitem__,
}


def plain_json(value: Any) -> str:
    """Return ``json.dumps(plain(value))``: the output of a node, or all the results of a run, as JSON text."""
    return "".join(_written(value, 0))


def _written(value: Any, depth: int) -> list[str]:
    """Return the parts of the text; they are put together once, for it may be long."""
    kind = type(value)
    if kind is RowsResult and value.table is not None and depth + 3 <= MAX_DEPTH:
        others = {name: value[name] for name in value.keys() if name != "records"}  # noqa: SIM118 - iterating gives rows
        parts = _rows(value.table, depth + 2)
        parts[0] = f'{{"records": {parts[0]}'
        return [*parts, ", ", *_object(others, depth)[1:]] if others else [*parts, "}"]
    if kind is dict and any(type(item) is RowsResult for item in value.values()):
        return _object(value, depth)
    return [json.dumps(plain_value(value, depth))]


def _object(value: Mapping[Any, Any], depth: int) -> list[str]:
    parts = ["{"]
    for name, item in {plain_key(key): item for key, item in value.items()}.items():
        parts += [quoted(name), ": ", *_written(item, depth + 1), ", "]
    parts[-1] = "}"
    return parts


def _rows(table: Table, depth: int) -> list[str]:
    """Return rows as a list of objects: the values of each column, and what is always between them, stand side by side."""
    names, rows = table
    if not (names and rows):
        return [json.dumps([{} for _ in rows])]
    parts: list[str | Sequence[str]] = []
    between = "{"
    for place, name in enumerate(names):
        mark, texts = _column(list(map(itemgetter(place), rows)), depth + 1)
        between += f"{quoted(plain_key(name))}: {mark}"
        if isinstance(texts, str):
            between += texts
        else:
            parts += [between, texts]
            between = ""
        between += f"{mark}, "
    together = _side_by_side([*parts, between.removesuffix(", ") + "}, "], len(rows))
    together[0] = f"[{together[0]}"
    together[-1] = together[-1].removesuffix(", ") + "]"
    return together


def _side_by_side(parts: Sequence[str | Sequence[str]], count: int) -> list[str]:
    """Return the parts one after the other, so many times over; a part that is not always the same has a text for each time."""
    together: list[str] = [""] * (len(parts) * count)
    for place, part in enumerate(parts):
        together[place :: len(parts)] = [part] * count if isinstance(part, str) else part
    return together


def _column(values: Sequence[Any], depth: int) -> tuple[str, str | Sequence[str]]:
    """Return the values as JSON, one text where they are all the same, and the quotation mark that is still wanted around each."""
    kinds = set(map(type, values))
    if len(kinds) == 1 and _are_the_same(values):
        return "", json.dumps(plain_value(values[0], depth))
    if kinds == {str} and _needs_no_escape(values):
        return '"', values
    plain = plain_column(values, depth)
    if plain is not values:
        kinds = set(map(type, plain))
    if len(kinds) == 1:
        write = _WRITERS.get(kinds.pop(), json.dumps)
        return "", list(map(write, plain))
    return "", [_WRITERS.get(type(value), json.dumps)(value) for value in plain]


def _are_the_same(values: Sequence[Any]) -> bool:
    """Whether there is one value only; 0.0 and -0.0 are equal, and so are lists of 1 and of True, and yet not the same."""
    first = values[0]
    return type(first) in _COMPARABLE and first == values[-1] and first != 0.0 and values.count(first) == len(values)


def _needs_no_escape(texts: Sequence[str]) -> bool:
    together = "".join(texts)
    return together.isascii() and together.isprintable() and '"' not in together and "\\" not in together
