"""What an annotation means as a column."""

import types
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin
from uuid import UUID

from dataflow_app.errors import ModelError, suggest
from dataflow_app.schema.spec import FieldKind, TypeSpec

PLAIN: dict[Any, TypeSpec] = {
    str: TypeSpec(FieldKind.TEXT),
    bool: TypeSpec(FieldKind.BOOLEAN),
    int: TypeSpec(FieldKind.INTEGER),
    float: TypeSpec(FieldKind.FLOAT),
    Decimal: TypeSpec(FieldKind.DECIMAL),
    date: TypeSpec(FieldKind.DATE),
    datetime: TypeSpec(FieldKind.DATETIME),
    time: TypeSpec(FieldKind.TIME),
    timedelta: TypeSpec(FieldKind.DURATION),
    UUID: TypeSpec(FieldKind.UUID),
    bytes: TypeSpec(FieldKind.BINARY),
    dict: TypeSpec(FieldKind.JSON, shape=dict),
    list: TypeSpec(FieldKind.JSON, shape=list),
}
#: What people write by mistake (other languages, typing's neighbours) and what they mean.
MEANT = {
    "string": "str", "text": "str", "char": "str", "varchar": "str", "integer": "int", "long": "int", "bigint": "int", "double": "float",
    "number": "float", "real": "float", "boolean": "bool", "complex": "float", "tuple": "list", "set": "list", "frozenset": "list",
    "sequence": "list", "iterable": "list", "array": "list", "any": "dict", "object": "dict", "mapping": "dict", "json": "dict",
    "bytearray": "bytes", "memoryview": "bytes", "timestamp": "datetime", "numeric": "Decimal", "none": "str | None",
}  # fmt: skip
SUPPORTED = (*(each.__name__ for each in PLAIN), "Optional", "Literal", "List", "Dict")


def read_annotation(annotation: Any, place: str) -> TypeSpec:
    """Return what an annotation means; raise ``ModelError`` naming ``place`` and the right annotation where it means no column."""
    if isinstance(annotation, type) and annotation in PLAIN:
        return PLAIN[annotation]
    for read in (_read_forward, _read_generic, _read_class):
        found = read(annotation, place)
        if found is not None:
            return found
    raise unsupported(annotation, place)


def unsupported(annotation: Any, place: str) -> ModelError:
    """Return the error for an annotation that means no column, with the one that was probably meant."""
    name = getattr(annotation, "__name__", None) or str(annotation)
    meant = MEANT.get(name.lower())
    hint = f" Did you mean '{meant}'?" if meant else suggest(name, SUPPORTED)
    shown = annotation if isinstance(annotation, str) else name if isinstance(annotation, type) else str(annotation)
    return ModelError(
        f"{place} has the unsupported annotation {shown!r}.{hint}",
        "A field is annotated with str, int, float, bool, dict, list, bytes, Decimal, date, datetime, time, timedelta, UUID, "
        "a Literal, an Enum or another model, each also Optional; or its default is a Django field.",
    )


def _read_forward(annotation: Any, place: str) -> TypeSpec | None:
    """Take a name that is not defined (yet) for another model, unless it looks like a misspelt type."""
    name = annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else annotation
    if not isinstance(name, str):
        return None
    is_mistake = name.lower() in MEANT or (suggest(name, SUPPORTED) and name[:1].islower())
    if not name.isidentifier() or not name[:1].isupper() or is_mistake or suggest(name, ("Optional", "Literal", "Decimal")):
        raise unsupported(name, place)
    return TypeSpec(FieldKind.RELATION, target=name)


def _read_generic(annotation: Any, place: str) -> TypeSpec | None:
    readers: dict[Any, Callable[[tuple[Any, ...], str], TypeSpec]] = {
        Union: _read_union,
        types.UnionType: _read_union,
        Literal: _read_literal,
        Annotated: lambda arguments, where: read_annotation(arguments[0], where),
        list: lambda arguments, where: TypeSpec(FieldKind.JSON, shape=list, item=_read_item(arguments[0], where)),
        dict: lambda arguments, where: TypeSpec(FieldKind.JSON, shape=dict, item=_read_value(arguments, where)),
    }
    reader = readers.get(get_origin(annotation))
    if reader is None and annotation in (list, dict):  # typing.List without brackets
        return PLAIN[get_origin(annotation)]
    if reader is None:
        return None
    arguments = get_args(annotation)
    return reader(arguments, place) if arguments else PLAIN.get(get_origin(annotation))


def _read_union(arguments: tuple[Any, ...], place: str) -> TypeSpec:
    others = [each for each in arguments if each is not type(None)]
    if len(others) != 1:
        shown = " | ".join(getattr(each, "__name__", str(each)) for each in arguments)
        raise ModelError(f"{place} may be one of several types ({shown}).", "A column holds one type; only '| None' may be added to it.")
    inner = read_annotation(others[0], place)
    return as_nullable(inner) if len(others) < len(arguments) else inner


def as_nullable(spec: TypeSpec) -> TypeSpec:
    """Return the same type with None allowed."""
    return TypeSpec(spec.kind, nullable=True, choices=spec.choices, target=spec.target, shape=spec.shape, item=spec.item)


def _read_literal(arguments: tuple[Any, ...], place: str) -> TypeSpec:
    values = [each for each in arguments if each is not None]
    spec = _choices_of([(each, _label(str(each))) for each in values], place)
    return as_nullable(spec) if len(values) < len(arguments) else spec


def _read_class(annotation: Any, place: str) -> TypeSpec | None:
    if not isinstance(annotation, type):
        return None
    if issubclass(annotation, Enum):
        return _choices_of([(each.value, str(getattr(each, "label", _label(each.name)))) for each in annotation], place)
    if hasattr(annotation, "_meta") and hasattr(annotation, "_base_manager"):
        return TypeSpec(FieldKind.RELATION, target=annotation)
    return None


def _choices_of(choices: list[tuple[Any, str]], place: str) -> TypeSpec:
    types_found = {type(value) for value, _ in choices}
    for base, kind in ((str, FieldKind.TEXT), (int, FieldKind.INTEGER)):
        if types_found and all(issubclass(each, base) and each is not bool for each in types_found):
            return TypeSpec(kind, choices=tuple((base(value), label) for value, label in choices))
    message = f"{place} has choices that are neither all text nor all whole numbers."
    raise ModelError(message, "Make every choice a str, or every choice an int.")


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize() if name.isupper() or name.islower() else name


def _read_item(item: Any, place: str) -> TypeSpec | None:
    """Read what a list or dict holds; anything that JSON can hold will do, and what is not said is not checked."""
    if isinstance(item, str | ForwardRef):
        name = item if isinstance(item, str) else item.__forward_arg__
        if name[:1].isupper() and name.isidentifier() and name not in (*SUPPORTED, "Any", "Union"):
            raise _many(name, place)
    if item in (Any, object) or isinstance(item, str | ForwardRef):
        return None
    found = read_annotation(item, place)
    if found.kind is FieldKind.RELATION:
        raise _many(found.target.__name__, place)
    return found


def _many(target: str, place: str) -> ModelError:
    """Return the error for a column that is to hold several rows of another model."""
    model, _, name = place.partition(".")
    return ModelError(
        f"{place} is to hold several rows of {target}, but a column refers to one row.",
        f"Where each {target} has one {model}, write '{model.lower()}: {model}' in {target}; where it has many, define a class of two "
        f"relations, '{model.lower()}: {model}' and '{target.lower()}: {target}', in place of '{name}'.",
    )


def _read_value(arguments: tuple[Any, ...], place: str) -> TypeSpec | None:
    if arguments[0] is not str:
        raise ModelError(f"{place} is a dict with keys that are no text.", "The keys of a JSON object are text: write dict[str, …].")
    return _read_item(arguments[1], place)
