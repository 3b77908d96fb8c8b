"""Many deleted rows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.cancelling import stop_if_cancelled
from dataflow_app.orm.bulk.how import batch_size
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.selection import Selection, locked_keys, selected_rows
from dataflow_app.orm.bulk.unreferred import are_unreferred
from dataflow_app.orm.bulk.update import write_keys
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON, primary_key
from dataflow_app.orm.history.states import record_states
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.delete import remove
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, every_row, rows_of
from dataflow_app.orm.updates import Update, keeps_history, write_update
from dataflow_app.orm.updates.statement import NAMED
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.faults import collect, raise_faults
from dataflow_app.scope import Scope

_SHOWN = 5


def delete_selected(
    bound: BoundModel,
    scope: Scope,
    which: Selection,
    *,
    softly: bool,
    reason: str = "",
) -> Outcome:
    """Delete the rows that are meant."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)

    with writing(bound, scope):
        rows = selected_rows(bound, tenant, which)
        if which.limit is None and softly:
            written = write_update(bound, rows, _marks(reason), with_keys=which.return_ids, reason=reason or None)
            return Outcome(deleted=written.count, ids=list(written.keys))
        if which.limit is None and not which.return_ids and not keeps_history(bound) and are_unreferred(bound, rows):
            return Outcome(deleted=_remove_plainly(rows))
        keys = locked_keys(bound, rows, which.limit)
        return _delete(bound, keys, size, softly=softly, reason=reason)


def delete_keys(
    bound: BoundModel,
    scope: Scope,
    keys: Any,
    which: Selection,
    *,
    softly: bool,
    reason: str = "",
) -> Outcome:
    """Delete the rows of these keys; all of them must be there."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    wanted = list(dict.fromkeys(clean_keys(bound, keys)))

    with writing(bound, scope):
        rows = locked(bound, rows_of(bound, tenant, include_deleted=which.include_deleted))
        there = {key for part in batches(wanted, NAMED) for key in rows.filter(pk__in=part).values_list("pk", flat=True)}
        _refuse_absent(bound, [key for key in wanted if key not in there])
        return _delete(bound, wanted, size, softly=softly, reason=reason)


def clean_keys(bound: BoundModel, keys: Any) -> list[Any]:
    """Return the keys as the primary key holds them; raise ``NodeError`` for anything else."""
    if not isinstance(keys, list | tuple):
        raise NodeError("invalid_parameter", f"ids wants a list, and {shown(keys)} was given.", port="ids")
    faults: list[NodeError] = []
    cleaned = [collect(faults, partial(clean_value, bound, primary_key(bound), key)) for key in keys]
    raise_faults([NodeError(fault.code, fault.message, fault.remedy, port="ids") for fault in faults])
    return cleaned


def _delete(bound: BoundModel, keys: Sequence[Any], size: int, *, softly: bool, reason: str) -> Outcome:
    """Delete the rows of these keys, which are locked."""
    if softly:
        write_keys(bound, keys, _marks(reason), size, reason=reason or None)
    else:
        for part in batches(keys, min(size, NAMED)):
            stop_if_cancelled()
            remove_keys(bound, part)
    return Outcome(deleted=len(keys), ids=list(keys))


def _marks(reason: str) -> Update:
    return Update({DELETED_AT: timezone.now(), DELETION_REASON: reason})


def remove_keys(bound: BoundModel, keys: Sequence[Any], reason: str | None = None) -> None:
    """Remove rows for good, by one statement where nothing refers to them, else with what Django's rules make of that."""
    rows: AnyRows = every_row(bound).filter(pk__in=keys)
    if not are_unreferred(bound, rows):
        remove(bound, list(keys), reason)
        return
    record_states(bound, rows, "-", reason)
    _remove_plainly(rows)


def _remove_plainly(rows: AnyRows) -> int:
    count: int = rows.order_by()._raw_delete(rows.db)  # noqa: SLF001 - Django's DELETE without its collector
    return count


def _refuse_absent(bound: BoundModel, absent: Sequence[Any]) -> None:
    if absent:
        listed = ", ".join(map(str, absent[:_SHOWN])) + (f" and {len(absent) - _SHOWN} more" if len(absent) > _SHOWN else "")
        raise NodeError("row_not_found", f"There is no {bound.name} with id {listed}.", "Nothing was deleted.", port="ids")
