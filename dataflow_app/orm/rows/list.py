"""Many rows, and how many there are."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Value

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.caching.answers import remembered
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.expressions.order_entries import refused_order
from dataflow_app.orm.filters import read_filter, text_rank
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.integrity import refusals
from dataflow_app.orm.rows.aggregate import aggregate_order, grouped_rows, read_aggregate
from dataflow_app.orm.rows.fetching import fetch
from dataflow_app.orm.rows.page import Cut, Looking, Page, read_page
from dataflow_app.orm.rows.shape import Shape
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of
from dataflow_app.orm.values.coercions import moment, shown
from dataflow_app.scope import Scope

_LARGEST = 2**31 - 1
#: What an option cannot stand beside, and why.
_ALONE = (
    ("after", "offset", "it says where a page begins"),
    ("aggregate", "fields", "groups have the values that group_by and metrics name"),
    ("aggregate", "distinct", "each group is there once anyway"),
    ("aggregate", "after", "groups are paged with limit and offset"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Which rows are listed, in which order, and what of them."""

    wanted: Any = None
    order_by: Any = None
    limit: Any = None
    offset: Any = None
    after: Any = None
    fields: Any = None
    distinct: Any = None
    aggregate: Any = None
    count: bool = True
    tenant_id: Any = None
    include_deleted: bool = False
    as_of: Any = None

    def parameters(self) -> dict[str, Any]:
        """Return everything that says what is listed, apart from whose."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != TENANT}


def list_rows(bound: BoundModel, scope: Scope, listing: Listing) -> Page:
    """Return the rows that the filter finds, ordered, from ``offset`` or ``after`` on and ``limit`` at most; or groups of them."""
    for fault in listing_faults(listing):
        raise fault
    cut = Cut(natural(listing.limit, "limit"), natural(listing.offset, "offset") or 0, listing.after, counted=listing.count)
    tenant = effective_tenant(bound, scope, listing.tenant_id)
    with refusals(bound):
        find = lambda: _listed(bound, tenant, listing, cut)  # noqa: E731 - one call
        return remembered(bound, "list", tenant, listing.parameters(), find, is_kept=lambda page: isinstance(page.tuples, list))


def _listed(bound: BoundModel, tenant: str | None, listing: Listing, cut: Cut) -> Page:
    found = _matching(bound, tenant, listing)
    if listing.aggregate is not None:
        return _groups(bound, found, listing, cut, tenant)
    shape = Shape.read(bound, listing.fields, listing.distinct, listing.order_by)
    return read_page(bound, found, shape, cut, _looking(bound, shape, listing.wanted, tenant))


def listing_faults(listing: Listing) -> list[NodeError]:
    """Return what is wrong with the options together."""
    given = {name for name in ("after", "offset", "fields", "distinct", "aggregate") if getattr(listing, name) not in (None, False)}
    found = [
        NodeError("invalid_parameter", f"{other} stands beside {name}, but {why}.", f"Leave {other} out.", port=other)
        for name, other, why in _ALONE
        if {name, other} <= given
    ]
    if listing.distinct is True and "fields" not in given:
        found.append(
            NodeError(
                "invalid_parameter", "distinct: true wants fields, for whole rows never repeat.", "Name fields, or give them to distinct.",
                port="distinct",
            )
        )  # fmt: skip
    return found


def check_order(bound: BoundModel, listing: Listing) -> None:
    """Raise ``NodeError`` where the order is not one of what the list gives."""
    if listing.aggregate is not None:
        aggregate_order(read_aggregate(bound, listing.aggregate), listing.order_by)
    else:
        Shape.read(bound, listing.fields, listing.distinct, listing.order_by)


def count_rows(
    bound: BoundModel, scope: Scope, wanted: Any = None, tenant_id: Any = None, *, include_deleted: bool = False, as_of: Any = None
) -> int:
    """Return how many rows the filter finds; all of the scope's where there is no filter."""
    listing = Listing(wanted=wanted, tenant_id=tenant_id, include_deleted=include_deleted, as_of=as_of)
    tenant = effective_tenant(bound, scope, listing.tenant_id)
    with refusals(bound):
        return remembered(bound, "count", tenant, listing.parameters(), lambda: _matching(bound, tenant, listing).count())


def _matching(bound: BoundModel, tenant: str | None, listing: Listing) -> AnyRows:
    """Return the tenant's rows that the filter finds, as they are or as they were."""
    limits = read_filter(bound, {} if listing.wanted is None else listing.wanted, tenant)
    if listing.as_of is None:
        return rows_of(bound, tenant, include_deleted=listing.include_deleted).filter(limits)
    return rows_as_of(bound, tenant, moment_of(listing.as_of), include_deleted=listing.include_deleted).filter(limits).order_by()


def moment_of(as_of: Any) -> datetime:
    """Return the time that a list is read as of; raise ``NodeError`` for what is none."""
    try:
        return moment(as_of)
    except ValueError as error:
        raise NodeError("invalid_parameter", f"as_of {error}.", port="as_of") from None


def natural(value: Any, name: str) -> int | None:
    """Return a whole number that is not negative, or None for None; raise ``NodeError`` naming the parameter for anything else."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise NodeError("invalid_parameter", f"{name} wants a whole number from 0 up, and {shown(value)} was given.", port=name)
    return value


def _looking(bound: BoundModel, shape: Shape, wanted: Any, tenant: str | None) -> Looking:
    """Return who looks, and what for where the order is that of a text search."""
    if all(wish.path for wish in shape.wishes):
        return Looking(tenant)
    score = text_rank(bound, wanted)
    if score is None and "'$text'" not in str(wanted):
        raise refused_order("order_by names textScore, and the filter has no $text.", 'Filter by {"$text": {"$search": "…"}}.')
    return Looking(tenant, str(wanted), Value(0.0) if score is None else score)


def _groups(bound: BoundModel, found: AnyRows, listing: Listing, cut: Cut, tenant: str | None) -> Page:
    aggregation = read_aggregate(bound, listing.aggregate)
    groups = grouped_rows(bound, found, aggregation, aggregate_order(aggregation, listing.order_by), tenant)
    page = groups[cut.offset : None if cut.limit is None else cut.offset + cut.limit]
    tuples = page if isinstance(page, list) else fetch(page, ())
    more = cut.limit is not None and len(tuples) == cut.limit
    total = cut.known_total(len(tuples), more=more)
    if total is None and cut.counted:
        total = len(groups) if isinstance(groups, list) else groups.order_by().count()
    return Page(aggregation.names, tuples, total if cut.counted else None)
