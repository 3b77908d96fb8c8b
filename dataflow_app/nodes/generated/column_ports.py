"""Ports and schemas derived from Django fields."""

from decimal import Decimal
from typing import Any

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import NOT_PROVIDED
from pydantic_core import to_jsonable_python

from dataflow_app.graph.ports import Port, PortKind, PortType
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, concrete
from dataflow_app.schema.spec import FieldKind

_KINDS: "tuple[tuple[type[AnyField], PortKind], ...]" = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.JSONField, "json"),
    (models.BinaryField, "any"),
)
_SCHEMAS: dict[PortKind, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "text": {"type": "string"},
    "json": {},
    "any": {},
}
_FORMATS: "tuple[tuple[type[AnyField], str], ...]" = (
    (models.EmailField, "email"),
    (models.URLField, "uri"),
    (models.UUIDField, "uuid"),
    (models.TimeField, "time"),
    (models.DurationField, "duration"),
)
_LIMITS: tuple[tuple[type[BaseValidator], str], ...] = ((MinValueValidator, "minimum"), (MaxValueValidator, "maximum"))


def kind_of(field: AnyField) -> PortKind:
    """Return the kind of value that the column holds."""
    inner = concrete(field)
    return next((kind for type_, kind in _KINDS if isinstance(inner, type_)), "text")


def port_type(bound: BoundModel, field: AnyField) -> PortType:
    """Return the type of a column: a foreign key is of the type of what it points at, ``Vendor.id``."""
    if isinstance(field, models.ForeignKey):
        return PortType(kind_of(field), field.related_model._meta.label, field.target_field.name)
    return PortType(kind_of(field), bound.label, field.name)


def input_port(bound: BoundModel, field: AnyField, *, required: bool) -> Port:
    """Return the input port that takes a value for the column."""
    return Port(field.name, port_type(bound, field), required, title(field), str(field.help_text or ""))


def output_port(bound: BoundModel, field: AnyField) -> Port:
    """Return the output port that gives the column's value."""
    return Port(field.attname, port_type(bound, field), title=title(field), description=str(field.help_text or ""))


def title(field: AnyField) -> str:
    """Return the column's name as a person reads it."""
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def field_schema(bound: BoundModel, field: AnyField) -> dict[str, Any]:
    """Return the JSON Schema of a column's value, with what a form needs besides (``x-…``)."""
    kind, inner = kind_of(field), concrete(field)
    schema: dict[str, Any] = {"title": title(field), "description": str(field.help_text or ""), **_SCHEMAS[kind]}
    schema |= _format(inner) | _limits(inner) | _choices(field) | _default(field)
    if field.null and "type" in schema:
        schema["type"] = [schema["type"], "null"]
    return schema | {"x-widget": _widget(bound, field, kind), "x-model": bound.label, "x-field": field.name} | _points_at(field)


def _format(field: AnyField) -> dict[str, Any]:
    return next(({"format": name} for type_, name in _FORMATS if isinstance(field, type_)), {})


def _limits(field: Any) -> dict[str, Any]:
    if isinstance(field, models.CharField):
        return {} if field.max_length is None else {"maxLength": field.max_length}
    if not isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return {}
    low, high = BaseDatabaseOperations.integer_field_ranges.get(field.get_internal_type(), (None, None))
    limits = {} if low is None else {"minimum": low, "maximum": high}
    for validator in getattr(field, "_validators", ()):  # those of the class, without those of the database
        limits |= {name: _plain(validator.limit_value) for kind, name in _LIMITS if type(validator) is kind}
    return limits


def _choices(field: AnyField) -> dict[str, Any]:
    if not field.choices:
        return {}
    values = [_plain(value) for value, _ in field.flatchoices]
    labels = {str(value): str(label) for value, label in field.flatchoices}
    return {"enum": [*values, None] if field.null and None not in values else values, "x-labels": labels}


def _default(field: AnyField) -> dict[str, Any]:
    if field.default is NOT_PROVIDED or field.primary_key:
        return {}
    value = field.default() if field.default in (dict, list) else field.default
    return {} if callable(value) else {"default": _plain(value)}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else to_jsonable_python(value, fallback=str)


def _widget(bound: BoundModel, field: AnyField, kind: PortKind) -> str:
    if field.choices:
        return "choice"
    if isinstance(field, models.ForeignKey):
        return "row"
    return "long_text" if isinstance(field, models.TextField) and not _is_annotated(bound, field) else kind


def _is_annotated(bound: BoundModel, field: AnyField) -> bool:
    """Whether the column is a plain ``name: str``, which says nothing of how long its texts are."""
    spec = bound.spec.by_name.get(field.name) if bound.spec else None
    return spec is not None and spec.type.kind is FieldKind.TEXT


def _points_at(field: AnyField) -> dict[str, Any]:
    return {"x-points-at": field.related_model._meta.label} if isinstance(field, models.ForeignKey) else {}
