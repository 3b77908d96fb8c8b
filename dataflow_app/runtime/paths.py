"""Dotted paths: reading a part of a node's output, and putting a value into a part of another's parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from dataflow_app.errors import DataFlowError, suggest

_MOST_NAMED = 12


class PathError(DataFlowError):
    """A path that leads to nothing."""


def resolve(value: Any, path: Sequence[str]) -> Any:
    """Return the part of a value that a path leads to.

    Mappings and rows are read by name, sequences by place; raise ``PathError`` that says where the path ended and what there is.
    """
    for depth, name in enumerate(path):
        value = _step(value, name, path[:depth])
    return value


def place(parameters: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Put a value where a path leads in the parameters, which belong to the caller; what lies on the way is copied, never changed.

    A name that is missing on the way is created. Raise ``PathError`` where the way leads through something without parts.
    """
    here: Any = parameters
    for depth, name in enumerate(path[:-1]):
        inner = _copied(here, name, path[: depth + 1])
        _put(here, name, inner, path[: depth + 1])
        here = inner
    _put(here, path[-1], value, path)


def _step(value: Any, name: str, before: Sequence[str]) -> Any:
    if isinstance(value, Mapping) and name in value:
        return value[name]
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return _item(value, name, before)
    columns = _columns(value)
    if name in columns:
        return getattr(value, columns[name])
    if isinstance(value, Mapping) or columns:
        raise PathError(
            f"{_where(before)} has no '{name}'.", _has(name, list(map(str, value.keys())) if isinstance(value, Mapping) else columns)
        )
    raise PathError(f"{_where(before)} is {_kind(value)}, which has no '{name}'.", "Shorten the path.")


def _item(value: Sequence[Any], name: str, before: Sequence[str]) -> Any:
    if not name.isdecimal():
        raise PathError(f"{_where(before)} is a list of {len(value)}, which has no '{name}'.", "Name a place in it, the first being 0.")
    if int(name) >= len(value):
        raise PathError(f"{_where(before)} has {len(value)} items, and none at place {name}.", "The first is at place 0.")
    return value[int(name)]


def _columns(value: Any) -> dict[str, str]:
    """Return the attributes of a Django row by column name, without importing Django: only columns are read, never methods."""
    options = getattr(value, "_meta", None)
    fields = getattr(options, "concrete_fields", ())
    return {name: field.attname for field in fields for name in (field.name, field.attname)}


def _copied(container: Any, name: str, path: Sequence[str]) -> Any:
    inner = container.get(name) if isinstance(container, dict) else _item(container, name, path[:-1])
    if inner is None:
        return {}
    if isinstance(inner, Mapping):
        return dict(inner)
    if isinstance(inner, Sequence) and not isinstance(inner, str | bytes):
        return list(inner)
    raise PathError(f"{_where(path)} is {_kind(inner)}, which has no parts to put a value into.", "Connect to the whole of it.")


def _put(container: Any, name: str, value: Any, path: Sequence[str]) -> None:
    if isinstance(container, dict):
        container[name] = value
        return
    _item(container, name, path[:-1])
    container[int(name)] = value


def _where(path: Sequence[str]) -> str:
    return f"'{'.'.join(path)}'" if path else "The output"


def _has(name: str, names: Sequence[str] | Mapping[str, str]) -> str:
    known = list(names)
    if not known:
        return "It is empty."
    listed = ", ".join(known[:_MOST_NAMED]) + ("…" if len(known) > _MOST_NAMED else "")
    return suggest(name, known).strip() or f"It has: {listed}."


def _kind(value: Any) -> str:
    return "empty (null)" if value is None else f"of type {type(value).__name__}"
