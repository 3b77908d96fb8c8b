"""Many rows, and how many there are."""

from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.coercions import shown
from dataflow_app.orm.filters import read_filter
from dataflow_app.orm.integrity import refusals
from dataflow_app.orm.ordering import ordering
from dataflow_app.orm.rows.output import Columns, chosen_columns, readable
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of
from dataflow_app.scope import Scope

_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list: ``total`` says how many the filter finds without limit and offset."""

    rows: list[Columns]
    total: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Which rows are listed, in which order, and what of them."""

    wanted: Any = None
    order_by: Any = None
    limit: Any = None
    offset: Any = None
    fields: Any = None
    tenant_id: Any = None
    include_deleted: bool = False


def list_rows(bound: BoundModel, scope: Scope, listing: Listing) -> Page:
    """Return the rows that the filter finds, ordered, from ``offset`` on and ``limit`` at most."""
    limit, offset = natural(listing.limit, "limit"), natural(listing.offset, "offset") or 0
    names = chosen_columns(bound, listing.fields)
    with refusals(bound):
        found = matching(bound, scope, listing.wanted, listing.tenant_id, include_deleted=listing.include_deleted)
        ordered = found.order_by(*ordering(bound, listing.order_by))
        page = ordered[offset : None if limit is None else offset + limit].values_list(*names)
        rows = [dict(zip(names, map(readable, values), strict=True)) for values in page]
        whole = offset == 0 and (limit is None or len(rows) < limit)
        return Page(rows, len(rows) if whole else found.count())


def count_rows(bound: BoundModel, scope: Scope, wanted: Any = None, tenant_id: Any = None, *, include_deleted: bool = False) -> int:
    """Return how many rows the filter finds; all of the scope's where there is no filter."""
    with refusals(bound):
        return matching(bound, scope, wanted, tenant_id, include_deleted=include_deleted).count()


def matching(bound: BoundModel, scope: Scope, wanted: Any, tenant_id: Any, *, include_deleted: bool) -> AnyRows:
    """Return the scope's rows that the filter finds."""
    tenant = effective_tenant(bound, scope, tenant_id)
    limits = read_filter(bound, {} if wanted is None else wanted, tenant)
    return rows_of(bound, tenant, include_deleted=include_deleted).filter(limits)


def natural(value: Any, name: str) -> int | None:
    """Return a whole number that is not negative, or None for None; raise ``NodeError`` naming the parameter for anything else."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise NodeError("invalid_parameter", f"{name} wants a whole number from 0 up, and {shown(value)} was given.", port=name)
    return value
