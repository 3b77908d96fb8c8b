"""The annotations of a class and of its plain bases, with names resolved where they can be."""

import sys
import types
import typing
from collections.abc import Mapping
from typing import Any, ClassVar, ForwardRef, get_origin

from dataflow_app.schema.annotation import PLAIN

#: What an annotation may name without an import, as long as the module says nothing else by that name.
WELL_KNOWN: dict[str, Any] = {
    **{name: getattr(typing, name) for name in ("Optional", "Literal", "List", "Dict", "Any", "ClassVar", "Annotated", "Union")},
    **{each.__name__: each for each in PLAIN},
}


class _Names(dict[str, Any]):
    """Names of the module, the class and the place of its definition; an unknown one stands for a class that is not there yet."""

    def __missing__(self, key: str) -> Any:
        if key in vars(__import__("builtins")):
            raise KeyError(key)
        return ForwardRef(key)


def read_hints(cls: type, local_names: Mapping[str, Any]) -> dict[str, Any]:
    """Return every annotation in the order of definition, plain base classes first; class variables are left out.

    ``local_names`` are the names around the class where it was defined inside a function.
    """
    hints: dict[str, Any] = {}
    for each in reversed(cls.__mro__[:-1]):
        own = vars(each).get("__annotations__", {})
        names = _names_of(each, local_names)
        hints.update({name: resolve(annotation, names) for name, annotation in own.items()})
    return {name: hint for name, hint in hints.items() if not is_class_variable(hint)}


def resolve(annotation: Any, names: Mapping[str, Any]) -> Any:
    """Return an annotation with its text parts evaluated; what cannot be evaluated stays the text that it was."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if not isinstance(annotation, str):
        return _resolve_arguments(annotation, names)
    try:
        return _resolve_arguments(eval(annotation, {}, names), names)  # noqa: S307 - as typing.get_type_hints does, on the programmer's own annotation
    except Exception:  # noqa: BLE001 - whatever it is, it is no type; the reader names it
        return _optional_forward(annotation) or annotation


def _optional_forward(annotation: str) -> Any:
    """Read ``Name | None`` where Name is not defined yet, which Python itself cannot evaluate."""
    parts = [part.strip() for part in annotation.split("|")]
    others = [part for part in parts if part != "None"]
    return typing.Optional[ForwardRef(others[0])] if len(parts) == 2 and len(others) == 1 and others[0].isidentifier() else None  # noqa: UP045, PLR2004


def _resolve_arguments(annotation: Any, names: Mapping[str, Any]) -> Any:
    """Evaluate the text inside ``Optional["Vendor"]`` and the like."""
    if isinstance(annotation, types.UnionType):
        return typing.Union[tuple(resolve(each, names) for each in annotation.__args__)]  # noqa: UP007
    if get_origin(annotation) is typing.Union:
        return typing.Union[tuple(_resolve_part(each, names) for each in annotation.__args__)]  # noqa: UP007
    return annotation


def _resolve_part(part: Any, names: Mapping[str, Any]) -> Any:
    found = resolve(part, names)
    return ForwardRef(found) if isinstance(found, str) and found.isidentifier() else found


def is_class_variable(annotation: Any) -> bool:
    """Whether an annotation says that the name is no field."""
    return annotation is ClassVar or get_origin(annotation) is ClassVar


def _names_of(cls: type, local_names: Mapping[str, Any]) -> _Names:
    module = sys.modules.get(cls.__module__)
    # Its own name means the model to be, not the class, nor the model that an earlier class of the name became.
    return _Names({**WELL_KNOWN, **(vars(module) if module else {}), **local_names, cls.__name__: ForwardRef(cls.__name__)})
