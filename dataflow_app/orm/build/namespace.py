"""The namespace of the class that becomes a model."""

import types
from collections.abc import Iterable
from functools import cached_property
from typing import Any

#: What Python puts into every class by itself, and what ``dataclasses`` would put where Django puts its own.
DROPPED = ("__dict__", "__weakref__", "Meta")
DATACLASS = ("__init__", "__repr__", "__eq__", "__hash__", "__match_args__", "__dataclass_fields__", "__dataclass_params__", "__replace__")


def copy_namespace(cls: type, fields: Iterable[str]) -> dict[str, Any]:
    """Return what the class holds apart from its fields and its ``Meta``."""
    dropped = {*DROPPED, *fields, *(DATACLASS if "__dataclass_fields__" in vars(cls) else ())}
    return {name: value for name, value in vars(cls).items() if name not in dropped} | {"__qualname__": cls.__qualname__}


def adopt_methods(cls: type, model: type) -> None:
    """Point the ``__class__`` of the class's methods to the model, so that ``super()`` inside them works."""
    for cell in {id(cell): cell for value in vars(cls).values() for cell in _class_cells(value, set())}.values():
        if cell.cell_contents is cls:
            cell.cell_contents = model


def _class_cells(value: Any, seen: set[int]) -> Iterable[types.CellType]:
    """Yield the ``__class__`` cells of a function, however it is wrapped."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, types.FunctionType):
        for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
            if name == "__class__":
                yield cell
            elif _is_filled(cell):
                yield from _class_cells(cell.cell_contents, seen)
    for inner in _wrapped(value):
        yield from _class_cells(inner, seen)


def _wrapped(value: Any) -> tuple[Any, ...]:
    if isinstance(value, property):
        return value.fget, value.fset, value.fdel
    if isinstance(value, cached_property):
        return (value.func,)
    if isinstance(value, classmethod | staticmethod):
        return (value.__func__,)
    inner = (getattr(value, "__wrapped__", None), getattr(value, "func", None))
    return tuple(each for each in inner if isinstance(each, types.FunctionType))


def _is_filled(cell: types.CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True
