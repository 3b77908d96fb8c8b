"""Values as people look at them: previews, and pages of what is too long for one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dataflow_app.nodes.results import RowsResult
from dataflow_app.runtime.decoding import decode
from dataflow_app.runtime.paths import resolve
from dataflow_app.runtime.plain import plain
from designer.values.loading import items_of, load, stored_part


@dataclass(frozen=True, slots=True)
class Page:
    """Items of a list as plain JSON, and how many it has; a value that is no list is the one item of it."""

    items: list[Any]
    total: int


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part of a value that is in the storage: the path to it, the length of its text, and how many items it has where it is a list."""

    path: str
    size: int
    rows: int | None


def preview_of(encoded: Any) -> Any:
    """Return the Python value with previews in place of what is in the storage, which is not asked."""
    return decode(encoded, lambda told: told["preview"])


def stored_parts(encoded: Any, path: str = "") -> list[StoredPart]:
    """Return what of a value is in the storage, by the paths that ``page`` takes."""
    told = stored_part(encoded)
    if told is not None:
        return [StoredPart(path, told["size"], told["rows"])]
    deep = not path or "$rows" in encoded
    inner = _inside(encoded) if deep else {}
    return [part for name, each in inner.items() if isinstance(each, dict) for part in stored_parts(each, f"{path}.{name}".lstrip("."))]


def page(encoded: Any, path: Sequence[str], offset: int, limit: int) -> Page:
    """Return items of the part of an encoded value that a path leads to; raise ``PathError`` where it leads to nothing."""
    told, rest = stored_part(encoded), list(path)
    while told is None and rest and rest[0] in _inside(encoded):
        encoded = _inside(encoded)[rest.pop(0)]
        told = stored_part(encoded)
    if told is not None and not rest:
        total = 1 if told["rows"] is None else told["rows"]
        return Page([plain(item) for item in islice(items_of(told, offset), limit)] if offset < total else [], total)
    return _page_of(resolve(load(encoded), rest), offset, limit)


def _page_of(value: Any, offset: int, limit: int) -> Page:
    rows = value.records if isinstance(value, RowsResult) else value
    if isinstance(rows, Sequence) and not isinstance(rows, str | bytes):
        return Page([plain(item) for item in rows[offset : offset + limit]], len(rows))
    return Page([] if offset else [plain(value)], 1)


def _inside(encoded: Any) -> Mapping[str, Any]:
    """Return what stands in an encoded mapping, row or rows by name."""
    if not isinstance(encoded, dict):
        return {}
    for tag in ("$row", "$rows"):
        if list(encoded) == [tag]:
            return encoded[tag] if isinstance(encoded[tag], dict) else {}
    return encoded
