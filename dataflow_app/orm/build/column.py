"""One field specification as a Django field.

Text is a ``TextField`` on purpose: it is ``text`` on PostgreSQL and on SQLite, so that no length is refused on one and not on the
other, and both index it. (PostgreSQL indexes values of up to some 2,700 bytes; give a longer indexed text an explicit field.)
Whole numbers are 64 bits and floats are doubles on both. A ``Decimal`` has 15 digits, 4 of them after the point, for that is what
SQLite keeps exactly; an explicit ``models.DecimalField`` says otherwise.
"""

import copy
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models
from django.utils import timezone

from dataflow_app.orm.build.choice_field import NumberChoiceField, TextChoiceField, plain
from dataflow_app.schema.spec import CREATION_TIME, MISSING, FieldKind, FieldSpec

PLAIN: dict[FieldKind, Callable[..., "models.Field[Any, Any]"]] = {
    FieldKind.TEXT: models.TextField,
    FieldKind.INTEGER: models.BigIntegerField,
    FieldKind.FLOAT: models.FloatField,
    FieldKind.BOOLEAN: models.BooleanField,
    FieldKind.DECIMAL: partial(models.DecimalField, max_digits=15, decimal_places=4),
    FieldKind.DATE: models.DateField,
    FieldKind.DATETIME: models.DateTimeField,
    FieldKind.TIME: models.TimeField,
    FieldKind.DURATION: models.DurationField,
    FieldKind.UUID: models.UUIDField,
    FieldKind.BINARY: partial(models.BinaryField, editable=True),
    FieldKind.JSON: models.JSONField,
}
CHOICES: dict[FieldKind, Callable[..., "models.Field[Any, Any]"]] = {
    FieldKind.TEXT: TextChoiceField,
    FieldKind.INTEGER: NumberChoiceField,
}


def column(spec: FieldSpec, relate: Callable[[FieldSpec], "models.Field[Any, Any]"]) -> "models.Field[Any, Any]":
    """Return a new Django field for a specification; ``relate`` makes the relations."""
    if spec.type.kind is FieldKind.EXPLICIT:
        return _explicit(spec)
    if spec.type.kind is FieldKind.RELATION:
        return relate(spec)
    if spec.name == "id":
        return primary_key(spec)
    if spec.default is CREATION_TIME:
        return models.DateTimeField("created at", auto_now_add=True, db_index=True)
    return (CHOICES if spec.type.choices else PLAIN)[spec.type.kind](**arguments(spec))


def arguments(spec: FieldSpec) -> dict[str, Any]:
    """Return the keyword arguments that every kind of field takes: default, nullability and choices."""
    found: dict[str, Any] = {}
    if spec.default is not MISSING and not (spec.default is None and spec.type.nullable):
        found["default"] = _default(spec.default)
    if spec.type.nullable:
        found |= {"null": True, "blank": True}
    elif spec.default is not MISSING:
        found["blank"] = True
    if spec.type.choices:
        found["choices"] = list(spec.type.choices)
    return found


def primary_key(spec: FieldSpec) -> "models.Field[Any, Any]":
    """Return the field of an annotated ``id``: numbered by the database where it is an int, else what it is annotated with."""
    if spec.type.kind is FieldKind.INTEGER:
        return models.BigAutoField(primary_key=True)
    default = {} if spec.default in (MISSING, None) else {"default": _default(spec.default)}
    return PLAIN[spec.type.kind](primary_key=True, **default)


def _explicit(spec: FieldSpec) -> "models.Field[Any, Any]":
    """Return a copy of the field that counts as created now, so that the columns stand in the order of the class.

    No ``clone()``, for that of a foreign key asks Django's registry of apps, which is not there while apps are being loaded.
    """
    field: models.Field[Any, Any] = copy.deepcopy(spec.default)
    field.creation_counter = models.Field.creation_counter
    models.Field.creation_counter += 1
    return field


def _default(value: Any) -> Any:
    """Return what Django takes as a default: a function wherever rows must not share the value, and the present with its time zone."""
    if isinstance(value, dict | list):
        return partial(copy.deepcopy, value) if value else type(value)
    return timezone.now if value in (datetime.now, datetime.utcnow) else plain(value)
