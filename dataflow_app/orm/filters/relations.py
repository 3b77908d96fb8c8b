"""Conditions on the rows that a row points at, and on those that point at it: of those only that the work may see.

What is behind a foreign key that is empty, or that leads to a deleted row or another tenant's, is nothing: all its columns are empty.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from django.db.models import Exists, ForeignKey, OuterRef, Q

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.orm.filters.condition import Condition
from dataflow_app.orm.tenancy import AnyRows, rows_of

#: What a condition holds for: some rows, or all or none of them.
Part: TypeAlias = "Q | bool"


@dataclass(frozen=True, slots=True)
class Relation:
    """The way from a model's rows to those of another: ``there`` is their column that equals ``here``."""

    target: BoundModel
    here: str
    there: str
    many: bool


def forward(bound: BoundModel, field: "ForeignKey[Any, Any]") -> Relation:
    """Return the way along a foreign key; raise ``NodeError`` where it leads to a model that nobody bound."""
    target = _target(bound, field.related_model)
    if target is None:
        message = f"{bound.name}.{field.name} leads to {field.related_model.__name__}, which is no model of this DataFlow."
        raise NodeError("unknown_field", message, f"Bind it with db.model, or filter by '{field.attname}'.")
    return Relation(target, field.attname, field.target_field.attname, many=False)


def backward(bound: BoundModel, name: str) -> Relation | None:
    """Return the way to the rows that point at this one, called as Django calls it (``part_set`` or its ``related_name``), or None."""
    return _backward(bound).get(name)


def backward_names(bound: BoundModel) -> list[str]:
    """Return what the ways back are called."""
    return list(_backward(bound))


def behind(relation: Relation, tenant: str | None, inner: Condition) -> Condition:
    """Return the condition that the row behind the relation fulfils ``inner``; any of them, where there may be many."""
    holds, fails = _exists(relation, tenant, inner.holds), _exists(relation, tenant, inner.fails)
    if relation.many:
        return Condition(holds, _not(holds))
    if inner.of_nothing:
        return Condition(_not(fails), fails, of_nothing=True)
    return Condition(holds, _not(holds))


def _exists(relation: Relation, tenant: str | None, wanted: Part) -> Part:
    if wanted is False:
        return False
    rows: AnyRows = rows_of(relation.target, tenant).filter(**{relation.there: OuterRef(relation.here)})
    return Q(Exists(rows if wanted is True else rows.filter(wanted)))


def _not(q: Part) -> Part:
    return not q if isinstance(q, bool) else ~q


def _target(bound: BoundModel, model: Any) -> BoundModel | None:
    """Return the binding of a related model, whose rows are in the same database as those that point at them."""
    target = bound_to(model)
    return replace(target, database=bound.database) if target and target.database != bound.database else target


def _backward(bound: BoundModel) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for each in bound.model._meta.related_objects:
        name, key = each.get_accessor_name(), each.field
        target = _target(bound, each.related_model) if name and isinstance(key, ForeignKey) else None
        if target is not None:
            found[str(name)] = Relation(target, key.target_field.attname, key.attname, many=True)
    return found
