"""One row, by its key or by a filter."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.caching.answers import remembered
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.filters import read_filter
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.integrity import refusals
from dataflow_app.orm.rows.by_key import has_plain_rows, row_by_key
from dataflow_app.orm.rows.fetching import fetch, selecting
from dataflow_app.orm.rows.output import Columns, selected_columns
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.coercions import shown
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Sought:
    """Which one row is read, and as of when: a time, or a version of the row."""

    key: Any = None
    wanted: Any = None
    tenant_id: Any = None
    include_deleted: bool = False
    as_of: Any = None


def find_row(bound: BoundModel, scope: Scope, sought: Sought) -> Columns:
    """Return the row of that key, or the only one that the filter finds; raise ``NodeError`` where there is none or more than one."""
    tenant = effective_tenant(bound, scope, sought.tenant_id)
    with refusals(bound):
        if bound.options.cache_ttl is None:
            return _found(bound, tenant, sought)
        parameters = {"key": sought.key, "wanted": sought.wanted, "deleted": sought.include_deleted, "as_of": sought.as_of}
        return remembered(bound, "read", tenant, parameters, lambda: _found(bound, tenant, sought))


def _found(bound: BoundModel, tenant: str | None, sought: Sought) -> Columns:
    if sought.key is not None and sought.wanted is None and sought.as_of is None and has_plain_rows(bound):
        key = clean_value(bound, primary_key(bound), sought.key)
        row = row_by_key(bound, tenant, key, include_deleted=sought.include_deleted)
        if row is None:
            raise _absent(bound, tenant, sought.key, None)
        return row
    if sought.as_of is None:
        rows = rows_of(bound, tenant, include_deleted=sought.include_deleted)
    else:
        rows = rows_as_of(bound, tenant, sought.as_of, include_deleted=sought.include_deleted).order_by()
    names, readings = selected_columns(bound)
    rows = _meant(bound, rows, tenant, sought.key, sought.wanted)
    found = fetch(selecting(rows, names, every=sought.as_of is None)[:2], readings)
    if len(found) == 1:
        return dict(zip(names, found[0], strict=True))
    raise _ambiguous(bound, rows.count()) if found else _absent(bound, tenant, sought.key, sought.wanted)


def one_row(bound: BoundModel, rows: AnyRows, tenant: str | None, key: Any, wanted: Any) -> models.Model:
    """Return the one of ``rows`` that is meant."""
    rows = _meant(bound, rows, tenant, key, wanted)
    found = list(rows.order_by("pk")[:2])
    if len(found) == 1:
        return found[0]
    raise _ambiguous(bound, rows.count()) if found else _absent(bound, tenant, key, wanted)


def _meant(bound: BoundModel, rows: AnyRows, tenant: str | None, key: Any, wanted: Any) -> AnyRows:
    """Return those of the rows that have the key and that the filter finds."""
    if key is None and wanted is None:
        raise NodeError("invalid_parameter", f"Which {bound.name} is meant is not said.", "Give its id, or a filter.", port="id")
    limits = Q() if wanted is None else read_filter(bound, wanted, tenant)
    if key is None and not limits:
        raise NodeError("invalid_parameter", "The filter is empty, so it finds no one row.", "Give an id, or name a field.", port="filter")
    own = primary_key(bound)
    keyed = {} if key is None else {own.attname: clean_value(bound, own, key)}
    return rows.filter(limits, **keyed)


def locked(bound: BoundModel, rows: AnyRows) -> AnyRows:
    """Return the rows so that reading them keeps other writers off until the transaction ends."""
    return rows.using(bound.database).select_for_update(of=("self",))


def _absent(bound: BoundModel, tenant: str | None, key: Any, wanted: Any) -> NodeError:
    which = [f"id {shown(key).removeprefix('the number ').removeprefix('text ')}"] if key is not None else []
    which += [f"filter {wanted!r}"[:300]] if wanted else []
    owner = f" of tenant '{tenant}'" if tenant and bound.options.multi_tenant else ""
    return NodeError(
        "row_not_found",
        f"There is no {bound.name} with {' and '.join(which)}{owner}.",
        "Check the value; a deleted row is not found.",
        port="id" if key is not None else "filter",
    )


def _ambiguous(bound: BoundModel, count: int) -> NodeError:
    return NodeError(
        "invalid_parameter",
        f"The filter finds {count} rows of {bound.name}, and one is wanted.",
        f"Narrow the filter, or use {bound.name}ListNode or a bulk node.",
        port="filter",
    )
