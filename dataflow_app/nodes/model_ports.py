"""Ports from the fields of a pydantic model."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from dataflow_app.graph.ports import Port, PortKind, PortType
from dataflow_app.nodes.results import RowResult, RowsResult

_KINDS: tuple[tuple[type, PortKind], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (Decimal, "number"),
    (str, "text"),
    (UUID, "text"),
    (datetime, "datetime"),
    (date, "date"),
    (RowResult, "row"),
    (RowsResult, "rows"),
    (Mapping, "json"),
    (BaseModel, "json"),
    (Sequence, "list"),
    (set, "list"),
)


def model_ports(model: type[BaseModel]) -> tuple[Port, ...]:
    """Return a port for every field, by its alias where it has one; a field without a default is required.

    A field's title and description are the port's; a ``PortType`` in its ``Annotated`` says the type where the annotation cannot.
    """
    return tuple(
        Port(
            name=field.alias or name,
            type=next((each for each in field.metadata if isinstance(each, PortType)), None) or port_type(field.annotation),
            required=field.is_required(),
            title=field.title or (field.alias or name).replace("_", " ").capitalize(),
            description=field.description or "",
        )
        for name, field in model.model_fields.items()
    )


def port_type(annotation: Any) -> PortType:
    """Return the type of port that an annotation means; ``any`` where it could be several."""
    kinds = {_kind(each) for each in _alternatives(annotation)}
    return PortType(kinds.pop() if len(kinds) == 1 else "any")


def _alternatives(annotation: Any) -> list[Any]:
    """Return what a value may be, apart from None: the members of a union, the values' types of a ``Literal``."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [inner for each in get_args(annotation) if each is not NoneType for inner in _alternatives(each)]
    if origin is Literal:
        return [type(value) for value in get_args(annotation)]
    return [origin or annotation]


def _kind(annotation: Any) -> PortKind:
    if not isinstance(annotation, type):
        return "any"
    return next((kind for base, kind in _KINDS if issubclass(annotation, base)), "any")
