"""The columns of a model by name: which there are, which may be written, and which must be."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from django.db import models
from django.db.models import NOT_PROVIDED, Field

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel

TENANT = "tenant_id"
DELETED_AT = "deleted_at"
DELETION_REASON = "deletion_reason"
ROW_VERSION = "row_version"

#: The operators of filters that do what Django's lookups do, by the names of those.
FOR_LOOKUPS = {
    "exact": "$eq", "iexact": "$ieq", "gt": "$gt", "gte": "$gte", "lt": "$lt", "lte": "$lte", "in": "$in", "range": "$between",
    "contains": "$contains", "startswith": "$startswith", "endswith": "$endswith", "icontains": "$icontains",
    "istartswith": "$istartswith", "iendswith": "$iendswith", "regex": "$regex", "iregex": "$regex", "isnull": "$null",
}  # fmt: skip

AnyField: TypeAlias = "Field[Any, Any]"


def columns(bound: BoundModel) -> tuple[AnyField, ...]:
    """Return the model's columns in the order of its class."""
    return tuple(bound.model._meta.concrete_fields)


@lru_cache(maxsize=1024)
def by_name(bound: BoundModel) -> Mapping[str, AnyField]:
    """Return the columns by every name that they may be called by: a foreign key ``vendor`` is ``vendor_id`` too."""
    return MappingProxyType({name: field for field in columns(bound) for name in (field.name, field.attname)})


def column(bound: BoundModel, name: str) -> AnyField:
    """Return the column of that name; raise ``NodeError`` (``unknown_field``) with a suggestion where there is none."""
    known = by_name(bound)
    if name in known:
        return known[name]
    raise NodeError("unknown_field", f"{bound.name} has no field '{name}'.{_hint(name, known)}", port=str(name))


def _hint(name: str, known: Iterable[str]) -> str:
    stem, separator, lookup = str(name).partition("__")
    if separator and stem in known:
        return (
            f' Write {{"{stem}": {{"{FOR_LOOKUPS[lookup]}": …}}}} for a comparison.'
            if lookup in FOR_LOOKUPS
            else f" Did you mean '{stem}'?"
        )
    return suggest(str(name), known)


def concrete(field: AnyField) -> Any:
    """Return the field whose values the column holds: a foreign key's target, a computed column's output."""
    inner: Any = field
    while isinstance(inner, models.ForeignKey):
        inner = inner.target_field
    return inner.output_field if isinstance(inner, models.GeneratedField) else inner


def primary_key(bound: BoundModel) -> AnyField:
    """Return the column of the primary key."""
    return bound.model._meta.pk


def kept_columns(bound: BoundModel) -> frozenset[str]:
    """Return the names of the columns that soft deletion and versioning keep by themselves."""
    kept = {DELETED_AT, DELETION_REASON} if bound.options.soft_delete else set()
    return frozenset(kept | {ROW_VERSION} if bound.options.versioned else kept)


@lru_cache(maxsize=16_384)
def why_not_writable(bound: BoundModel, field: AnyField) -> str | None:
    """Return why a value may not be given for the column, in words that follow its name; None where it may."""
    if isinstance(field, models.GeneratedField):
        return "is computed by the database"
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "is set to the time of the write"
    if field.attname in kept_columns(bound):
        return "is kept by the model itself"
    return None


def writable_columns(bound: BoundModel) -> tuple[AnyField, ...]:
    """Return the columns that a value may be given for."""
    return tuple(field for field in columns(bound) if why_not_writable(bound, field) is None)


@lru_cache(maxsize=1024)
def required_columns(bound: BoundModel) -> tuple[AnyField, ...]:
    """Return the columns that a new row needs values for."""
    return tuple(field for field in writable_columns(bound) if is_required(bound, field))


def is_required(bound: BoundModel, field: AnyField) -> bool:
    """Whether a new row needs a value for the column to be given."""
    has_default = field.default is not NOT_PROVIDED or field.has_db_default() or field.null
    empty_text = field.blank and field.empty_strings_allowed
    is_set = isinstance(field, models.AutoField) or field.attname == TENANT or why_not_writable(bound, field) is not None
    return not (has_default or empty_text or is_set)
