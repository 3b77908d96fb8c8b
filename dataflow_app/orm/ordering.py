"""The order of rows: the same on every database, and never left to chance."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, column, primary_key

_MAX_COLUMNS = 20


def ordering(bound: BoundModel, order_by: Any) -> list[OrderBy]:
    """Return the order for ``["-safety_rating", "list_price"]`` or one such name; the primary key comes last, unless it is named.

    Text is ordered by code point. Empty values come last in both directions. Without ``order_by`` the order is that of the
    model's ``Meta``.
    """
    terms = [_term(bound, name) for name in (_own_names(bound) if order_by is None else _names(order_by))]
    key = primary_key(bound)
    if all(field is not key for field, _ in terms):
        terms.append((key, False))
    return [_ordered(bound, field, descending=descending) for field, descending in terms]


def _own_names(bound: BoundModel) -> Sequence[str]:
    """Return the columns of ``Meta.ordering``, up to what is no column of the model's own."""
    found: list[str] = []
    for each in bound.model._meta.ordering or ():
        name = each.removeprefix("-") if isinstance(each, str) else ""
        known = primary_key(bound).name if name == "pk" else name
        if known not in by_name(bound):
            break
        found.append(f"-{known}" if str(each).startswith("-") else known)
    return found


def _names(order_by: Any) -> Sequence[str]:
    names = [order_by] if isinstance(order_by, str) else order_by or []
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise NodeError("invalid_parameter", 'order_by wants a list of field names, such as ["-created_at", "name"].', port="order_by")
    if len(names) > _MAX_COLUMNS:
        raise NodeError("invalid_parameter", f"order_by takes {_MAX_COLUMNS} fields at most.", port="order_by")
    return names


def _term(bound: BoundModel, name: str) -> tuple[AnyField, bool]:
    try:
        field = column(bound, name.removeprefix("-"))
    except NodeError as error:
        raise NodeError(error.code, error.message, error.remedy, port="order_by") from None
    if isinstance(field, models.JSONField):
        raise NodeError("invalid_parameter", f"{bound.name}.{field.name} holds JSON, which has no order.", port="order_by")
    return field, name.startswith("-")


def _ordered(bound: BoundModel, field: AnyField, *, descending: bool) -> OrderBy:
    last = True if field.null else None
    return OrderBy(collated(bound, field), descending=descending, nulls_last=last)


def collated(bound: BoundModel, field: AnyField) -> Any:
    """Return the column as it is compared: text by code point on PostgreSQL too, whatever language its database speaks."""
    by_language = isinstance(field, models.CharField | models.TextField) and connections[bound.database].vendor == "postgresql"
    return Collate(F(field.attname), "C") if by_language else F(field.attname)
