"""The default of a field: what was written after the equals sign."""

import dataclasses
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from dataflow_app.errors import ModelError, suggest
from dataflow_app.schema.spec import MISSING, FieldKind, TypeSpec

ACCEPTED: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.TEXT: (str,),
    FieldKind.INTEGER: (int,),
    FieldKind.FLOAT: (float, int),
    FieldKind.BOOLEAN: (bool,),
    FieldKind.DECIMAL: (Decimal, int),
    FieldKind.DATE: (date,),
    FieldKind.DATETIME: (datetime,),
    FieldKind.TIME: (time,),
    FieldKind.DURATION: (timedelta,),
    FieldKind.UUID: (UUID,),
    FieldKind.BINARY: (bytes,),
}

#: What a whole number becomes as the default of another kind of number, so that a new row holds what reading it gives.
_EXACT: dict[FieldKind, type[float | Decimal]] = {FieldKind.FLOAT: float, FieldKind.DECIMAL: Decimal}


def is_django_field(value: object) -> bool:
    """Whether a default is a field of Django's, told by what only those have (this package imports no Django)."""
    return hasattr(value, "contribute_to_class") and hasattr(value, "get_internal_type")


def read_default(value: Any, spec: TypeSpec, place: str) -> Any:
    """Return the default as a plain value, a function, or ``MISSING``; raise ``ModelError`` where the type does not allow it."""
    if isinstance(value, dataclasses.Field):
        value = _read_dataclass_field(value)
    if value is MISSING or callable(value):
        return value
    value = value.value if isinstance(value, Enum) else value
    _check(value, spec, place)
    return _EXACT[spec.kind](value) if spec.kind in _EXACT and isinstance(value, int) else value


def _read_dataclass_field(value: dataclasses.Field[Any]) -> Any:
    if value.default_factory is not dataclasses.MISSING:
        return value.default_factory
    return MISSING if value.default is dataclasses.MISSING else value.default


def _check(value: Any, spec: TypeSpec, place: str) -> None:
    if value is None:
        _check_none(spec, place)
    elif not _is_accepted(value, spec):
        kind = spec.shape.__name__ if spec.shape else spec.kind
        raise ModelError(f"{place} has the default {value!r}, which is no {kind}.", "Give one that fits.")
    elif spec.choices and value not in dict(spec.choices):
        known = [str(choice) for choice, _ in spec.choices]
        raise ModelError(f"{place} has the default {value!r}, which is none of its choices.{suggest(value, known)}")


def _check_none(spec: TypeSpec, place: str) -> None:
    if not spec.nullable:
        raise ModelError(f"{place} has the default None, but its annotation does not allow None.", "Annotate it with '| None'.")


def _is_accepted(value: Any, spec: TypeSpec) -> bool:
    if spec.kind is FieldKind.JSON:
        return spec.shape is None or isinstance(value, spec.shape)
    if spec.kind is FieldKind.RELATION:
        return isinstance(value, int | str | UUID)
    if isinstance(value, bool):
        return spec.kind is FieldKind.BOOLEAN
    return isinstance(value, ACCEPTED[spec.kind]) and (spec.kind is not FieldKind.DATE or not isinstance(value, datetime))
