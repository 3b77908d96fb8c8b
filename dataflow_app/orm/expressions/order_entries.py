"""What the entries of an ``order_by`` say, whatever it is that they order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.values.coercions import shown

TEXT_SCORE = "$meta"
_MAX_ENTRIES = 20
_DIRECTIONS: dict[Any, bool] = {"asc": False, "desc": True, 1: False, -1: True}
_NULLS = {"first": True, "last": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it names (``TEXT_SCORE``: the score of a text search), its direction, and where empty values go."""

    name: str
    descending: bool = False
    nulls_first: bool = False


def read_entries(order_by: Any) -> list[Entry]:
    """Return the entries of ``["-a", {"b": "desc", "nulls": "first"}, {"$meta": "textScore"}]``, or of one name."""
    entries = [order_by] if isinstance(order_by, str) else order_by
    if not isinstance(entries, list | tuple) or not all(isinstance(entry, str | Mapping) for entry in entries):
        raise refused_order('order_by wants a list of field names, such as ["-created_at", "name"].')
    if len(entries) > _MAX_ENTRIES:
        raise refused_order(f"order_by takes {_MAX_ENTRIES} fields at most.")
    return [_entry(entry) for entry in entries]


def refused_order(message: str, remedy: str = "") -> NodeError:
    """Return the error of an ``order_by`` that cannot be used."""
    return NodeError("invalid_parameter", message, remedy, port="order_by")


def _entry(entry: str | Mapping[Any, Any]) -> Entry:
    if isinstance(entry, str):
        return Entry(entry.removeprefix("-"), descending=entry.startswith("-"))
    if TEXT_SCORE in entry:
        return _score(entry)
    names = [name for name in entry if name != "nulls"] or list(entry)
    if len(names) != 1:
        raise refused_order("An object in order_by names one field.", 'Write [{"price": "desc"}, {"name": "asc"}].')
    name = names[0]
    direction, nulls = entry[name], entry.get("nulls", "last") if name != "nulls" else "last"
    if isinstance(direction, bool) or not isinstance(direction, str | int) or direction not in _DIRECTIONS:
        raise refused_order(f"The direction of '{name}' is {shown(direction)}.", 'It is "asc" or "desc".')
    if not isinstance(nulls, str) or nulls not in _NULLS:
        raise refused_order(f"nulls of '{name}' is {shown(nulls)}.", 'It is "first" or "last".')
    return Entry(str(name), _DIRECTIONS[direction], _NULLS[nulls])


def _score(entry: Mapping[Any, Any]) -> Entry:
    if dict(entry) == {TEXT_SCORE: "textScore"}:
        return Entry(TEXT_SCORE, descending=True)
    near = suggest(str(entry[TEXT_SCORE]), ["textScore"])
    raise refused_order(f"order_by has no such $meta.{near}", 'Write {"$meta": "textScore"} for the best matches of $text first.')
