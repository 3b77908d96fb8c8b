"""Dotted paths: ``name``, ``vendor.name`` across foreign keys, ``specifications.power`` into JSON, and both in one."""

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Case, F, When

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.orm.columns import DELETED_AT, TENANT, AnyField, by_name, column
from dataflow_app.orm.expressions.json_values import JsonAt

MAX_PARTS = 10
_EXACT = Context(prec=1200)


@dataclass(frozen=True, slots=True)
class Path:
    """One value of a row or of a row that it refers to.

    ``name`` is what the value is called in results. ``relations`` are the foreign keys on the way, ``field`` the column at its end
    and ``keys`` what leads on inside JSON. ``tenants`` and ``deletions`` are those columns of the rows that are passed.
    """

    name: str
    relations: tuple[str, ...]
    field: AnyField
    keys: tuple[str, ...]
    tenants: tuple[str, ...]
    deletions: tuple[str, ...]
    nullable: bool

    @property
    def attname(self) -> str | None:
        """The column's own name where the path is a column of the model itself."""
        return None if self.relations or self.keys else self.field.attname

    @property
    def is_json(self) -> bool:
        """Whether the value is JSON."""
        return isinstance(self.field, models.JSONField)

    def expression(self, tenant: str | None) -> Any:
        """Return the value in SQL; it is empty behind a deleted row, or one of another tenant than the given one."""
        column = F("__".join((*self.relations, self.field.attname)))
        value = JsonAt(column, self.keys) if self.keys else column
        visible: dict[str, Any] = dict.fromkeys(self.deletions)
        if tenant is not None:
            visible |= dict.fromkeys(self.tenants, tenant)
        if not visible:
            return value
        return Case(When(**visible, then=value), output_field=models.JSONField() if self.keys else _read_as(type_of(self.field)))


@lru_cache(maxsize=16_384)
def read_path(bound: BoundModel, name: str) -> Path:
    """Return the path of that name; raise ``NodeError`` (``unknown_field``) where it leads nowhere."""
    if name in by_name(bound) or "." not in name:
        field = column(bound, name)
        return Path(field.attname, (), field, (), (), (), field.null)
    parts = name.split(".")
    if len(parts) > MAX_PARTS:
        raise NodeError("unknown_field", f"'{name[:100]}' has more than {MAX_PARTS} parts.", "Name fewer.", port=name)
    return _walk(bound, name, parts)


def type_of(field: AnyField) -> Any:
    """Return a field whose values the column holds: that of the key for a foreign key."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.output_field if isinstance(field, models.GeneratedField) else field


class _Decimal(models.DecimalField):  # type: ignore[type-arg]
    """A decimal with the places of its column, which Django gives back on SQLite only where it reads the column itself."""

    def from_db_value(self, value: Decimal | None, *_: Any) -> Decimal | None:
        return None if value is None else value.quantize(Decimal(1).scaleb(-self.decimal_places), context=_EXACT)


def _read_as(field: Any) -> Any:
    exact = isinstance(field, models.DecimalField) and field.decimal_places is not None
    return _Decimal(max_digits=field.max_digits, decimal_places=field.decimal_places) if exact else field


def _walk(bound: BoundModel, name: str, parts: list[str]) -> Path:
    relations: list[str] = []
    tenants: list[str] = []
    deletions: list[str] = []
    owner, field, nullable = bound, column(bound, parts[0]), False
    for place, part in enumerate(parts[1:], 1):
        nullable = nullable or field.null
        if isinstance(field, models.JSONField):
            return Path(name, tuple(relations), field, _keys(name, parts[place:]), tuple(tenants), tuple(deletions), nullable=True)
        relations.append(field.name)
        owner = _related(owner, field, name, part)
        if owner.options.multi_tenant:
            tenants.append("__".join((*relations, TENANT)))
        if owner.options.soft_delete:
            deletions.append("__".join((*relations, DELETED_AT)))
        field = _column(owner, name, part)
    hidden = bool(tenants or deletions)
    return Path(name, tuple(relations), field, (), tuple(tenants), tuple(deletions), nullable=hidden or nullable or field.null)


def _related(owner: BoundModel, field: AnyField, name: str, part: str) -> BoundModel:
    if not isinstance(field, models.ForeignKey):
        raise NodeError(
            "unknown_field",
            f"'{name}' leads into {owner.name}.{field.name}, which is neither a foreign key nor JSON, so there is no '{part}' in it.",
            port=name,
        )
    related = bound_to(field.related_model)
    if related is None or related.database != owner.database:
        raise NodeError(
            "unknown_field",
            f"'{name}' leads to {field.related_model.__name__}, which is no model of this DataFlow.",
            f"Make it one with db.model({field.related_model.__name__}).",
            port=name,
        )
    return related


def _column(owner: BoundModel, name: str, part: str) -> AnyField:
    known = by_name(owner)
    if part in known:
        return known[part]
    raise NodeError("unknown_field", f"{owner.name} has no field '{part}', which '{name}' asks for.{suggest(part, known)}", port=name)


def _keys(name: str, keys: list[str]) -> tuple[str, ...]:
    if any(not key or '"' in key or "\\" in key or "\0" in key for key in keys):
        raise NodeError("unknown_field", f"'{name}' has a key that is empty or holds a quote or a backslash.", port=name)
    return tuple(keys)
