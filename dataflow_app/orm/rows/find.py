"""One row, by its key or by a filter."""

from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.coercions import shown
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.filters import read_filter
from dataflow_app.orm.integrity import refusals
from dataflow_app.orm.rows.output import Columns, row_columns
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of
from dataflow_app.orm.values import clean_value
from dataflow_app.scope import Scope


def find_row(
    bound: BoundModel,
    scope: Scope,
    *,
    key: Any = None,
    wanted: Any = None,
    tenant_id: Any = None,
    include_deleted: bool = False,
) -> Columns:
    """Return the row of that key, or the only one that the filter finds; raise ``NodeError`` where there is none or more than one."""
    tenant = effective_tenant(bound, scope, tenant_id)
    with refusals(bound):
        return row_columns(bound, one_row(bound, rows_of(bound, tenant, include_deleted=include_deleted), tenant, key, wanted))


def one_row(bound: BoundModel, rows: AnyRows, tenant: str | None, key: Any, wanted: Any) -> models.Model:
    """Return the one of ``rows`` that is meant."""
    if key is None and wanted is None:
        raise NodeError("invalid_parameter", f"Which {bound.name} is meant is not said.", "Give its id, or a filter.", port="id")
    limits = read_filter(bound, {} if wanted is None else wanted, tenant)
    if key is None and not limits:
        raise NodeError("invalid_parameter", "The filter is empty, so it finds no one row.", "Give an id, or name a field.", port="filter")
    if key is not None:
        rows = rows.filter(pk=clean_value(bound, primary_key(bound), key))
    found = list(rows.filter(limits).order_by("pk")[:2])
    if len(found) == 1:
        return found[0]
    raise _ambiguous(bound, rows.filter(limits).count()) if found else _absent(bound, tenant, key, wanted)


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
