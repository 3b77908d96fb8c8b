"""The order of rows: the same on every database, and never left to chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models
from django.db.models import F, FloatField
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast, Collate

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, primary_key
from dataflow_app.orm.expressions.json_values import JsonOrder, JsonRank, JsonText
from dataflow_app.orm.expressions.order_entries import TEXT_SCORE, Entry, read_entries, refused_order
from dataflow_app.orm.expressions.paths import Path, read_path, type_of


@dataclass(frozen=True, slots=True)
class Wish:
    """A value that rows are ordered by (None: the score of a text search), its direction, and where empty values go."""

    path: Path | None
    descending: bool = False
    nulls_first: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One value that rows are compared by; ``attname`` names the column where it is one, ``type`` is a field of such values."""

    expression: Any
    descending: bool
    nulls_first: bool
    nullable: bool
    type: Any
    attname: str | None = None

    def order_by(self) -> OrderBy:
        """Return the term for ``QuerySet.order_by``."""
        first = (self.nullable and self.nulls_first) or None
        last = (self.nullable and not self.nulls_first) or None
        return OrderBy(self.expression, descending=self.descending, nulls_first=first, nulls_last=last)


def read_order(bound: BoundModel, order_by: Any) -> list[Wish]:
    """Return the order of ``["-safety_rating", {"sale_price": "desc", "nulls": "first"}, "vendor.name", {"$meta": "textScore"}]``.

    Text is ordered by code point. Empty values come last in both directions unless told otherwise. In JSON, numbers come before
    text, text before false and true, and lists and objects last. Without ``order_by`` the order is that of the model's ``Meta``.
    Raise ``NodeError`` where it cannot be read.
    """
    entries = _own(bound) if order_by is None else read_entries(order_by)
    found: dict[str | None, Wish] = {}
    for wish in (_wish(bound, entry) for entry in entries):
        found.setdefault(wish.path.name if wish.path else None, wish)  # what is named again has no effect
    return list(found.values())


def with_key(bound: BoundModel, wishes: Sequence[Wish]) -> list[Wish]:
    """Return the order with the primary key last, unless it is in it: then no two rows have the same place."""
    key = primary_key(bound)
    named = any(wish.path is not None and wish.path.attname == key.attname for wish in wishes)
    return [*wishes, *(() if named else (Wish(read_path(bound, key.name)),))]


def terms(bound: BoundModel, wishes: Sequence[Wish], tenant: str | None = None, score: Any = None) -> list[Term]:
    """Return what rows are compared by; ``score`` is the expression that ``textScore`` means."""
    return [term for wish in wishes for term in _terms(bound, wish, tenant, score)]


def _terms(bound: BoundModel, wish: Wish, tenant: str | None, score: Any) -> list[Term]:
    """Return what rows are compared by for one wish; a JSON value is compared by its kind, its number and its text."""
    path = wish.path
    if path is None:
        return [Term(Cast(score, FloatField()), descending=True, nulls_first=False, nullable=False, type=FloatField())]
    value = path.expression(tenant)
    if path.is_json:
        parts = (JsonRank(value), JsonOrder(value), JsonText(value))
        return [Term(part, wish.descending, wish.nulls_first, nullable=True, type=part.output_field) for part in parts]
    compared = by_code_point(bound, path.field, value)
    return [Term(compared, wish.descending, wish.nulls_first, path.nullable, type_of(path.field), path.attname)]


def collated(bound: BoundModel, field: AnyField) -> Any:
    """Return the column as it is compared: text by code point on PostgreSQL too, whatever language its database speaks."""
    return by_code_point(bound, field, F(field.attname))


def by_code_point(bound: BoundModel, field: AnyField, value: Any) -> Any:
    """Return a value of the column's type as it is compared."""
    by_language = isinstance(type_of(field), models.CharField | models.TextField) and connections[bound.database].vendor == "postgresql"
    return Collate(value, "C") if by_language else value


def _own(bound: BoundModel) -> list[Entry]:
    """Return the columns of ``Meta.ordering``, up to what is no column of the model's own."""
    found: list[Entry] = []
    for each in bound.model._meta.ordering or ():
        name = each.removeprefix("-") if isinstance(each, str) else ""
        known = primary_key(bound).name if name == "pk" else name
        if known not in by_name(bound):
            break
        found.append(Entry(known, descending=str(each).startswith("-")))
    return found


def _wish(bound: BoundModel, entry: Entry) -> Wish:
    if entry.name == TEXT_SCORE:
        if not bound.options.text_search:
            raise refused_order(f"{bound.name} has no text search, so there is no textScore.", "Give the model search_fields.")
        return Wish(None, descending=True)
    return Wish(_path(bound, entry.name), entry.descending, entry.nulls_first)


def _path(bound: BoundModel, name: str) -> Path:
    try:
        path = read_path(bound, name)
    except NodeError as error:
        raise NodeError(error.code, error.message, error.remedy, port="order_by") from None
    if path.is_json and not path.keys:
        raise refused_order(
            f"{bound.name}.{path.field.name} holds JSON, which has no order.", f"Name something in it: '{path.field.name}.…'."
        )
    if isinstance(path.field, models.BinaryField):
        raise refused_order(f"{bound.name}.{path.field.name} holds bytes, which have no order.")
    return path
