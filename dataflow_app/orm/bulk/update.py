"""Many changed rows: the same change for all that a filter finds, or each its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.cancelling import stop_if_cancelled
from dataflow_app.orm.bulk.how import batch_size
from dataflow_app.orm.bulk.numbered_update import NumberedUpdate
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.selection import Selection, locked_keys, selected_rows
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.create import references_of
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, every_row, within
from dataflow_app.orm.updates import Update, Written, read_update, wants_keys, write_update
from dataflow_app.orm.updates.statement import NAMED
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.scope import Scope

__all__ = ["Selection", "update_numbered", "update_selected", "write_keys"]


def update_selected(bound: BoundModel, scope: Scope, which: Selection, values: Mapping[str, Any]) -> Outcome:
    """Change every row that is meant in the same way."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    update = _common_update(bound, tenant, values)

    with writing(bound, scope, is_one_statement=_is_one_statement(bound, which, update)):
        raise_faults(references_of(bound, tenant, update.plain))
        rows = selected_rows(bound, tenant, which)
        if which.limit is None:
            written = write_update(bound, rows, update, with_keys=which.return_ids)
        else:
            written = write_keys(bound, locked_keys(bound, rows, which.limit), update, size)
        return Outcome(updated=written.count, ids=list(written.keys))


def _is_one_statement(bound: BoundModel, which: Selection, update: Update) -> bool:
    """Whether the rows are written by one UPDATE and nothing else: SQLite would note how to undo it if that did not end its transaction."""
    return which.limit is None and not (which.return_ids or bound.model._meta.parents or wants_keys(bound, update))


def write_keys(
    bound: BoundModel,
    keys: Sequence[Any],
    update: Update,
    size: int,
    *,
    reason: str | None = None,
) -> Written:
    """Change the rows of these keys, which are locked, a batch a statement."""
    for part in batches(keys, min(size, NAMED)):
        stop_if_cancelled()
        rows: AnyRows = every_row(bound).filter(pk__in=part)
        write_update(bound, rows, update, reason=reason)
    return Written(len(keys), tuple(keys))


def _common_update(bound: BoundModel, tenant: str | None, values: Mapping[str, Any]) -> Update:
    update = read_update(bound, values)
    faults = list(update.faults)
    if bound.model._meta.pk.attname in update.plain:
        faults.append(NodeError("invalid_parameter", "Many rows cannot have one key.", "Leave it out of the new values.", port="update"))
    raise_faults(faults)
    if TENANT in update.plain and bound.options.multi_tenant:
        within(tenant, update.plain[TENANT], bound)
    return update


def update_numbered(bound: BoundModel, scope: Scope, data: Any, which: Selection) -> Outcome:
    """Give each row of the data (a list or any other iterable), which names it by its key, its own new values; all must be there."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    work = NumberedUpdate(bound, tenant, which.include_deleted, which.return_ids)
    with writing(bound, scope):
        return work.update(data, size)
