"""Many deleted rows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import batch_size
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.selection import selected_keys
from dataflow_app.orm.bulk.transaction import write_all
from dataflow_app.orm.bulk.update import Selection
from dataflow_app.orm.bulk.writes import set_columns
from dataflow_app.orm.coercions import shown
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON, primary_key
from dataflow_app.orm.faults import collect, raise_faults
from dataflow_app.orm.rows.delete import remove
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.tenancy import effective_tenant, rows_of
from dataflow_app.orm.values import clean_value
from dataflow_app.scope import Scope

_SHOWN = 5


def delete_selected(bound: BoundModel, scope: Scope, which: Selection, *, softly: bool, reason: str = "") -> Outcome:
    """Delete the rows that are meant."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)

    def work() -> Outcome:
        keys = selected_keys(bound, tenant, which.wanted, all_rows=which.all_rows, limit=which.limit, include_deleted=which.include_deleted)
        return _delete(bound, keys, size, softly=softly, reason=reason)

    return write_all(bound, scope, (), work, again=False)


def delete_keys(bound: BoundModel, scope: Scope, keys: Any, which: Selection, *, softly: bool, reason: str = "") -> Outcome:
    """Delete the rows of these keys; all of them must be there."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    wanted = list(dict.fromkeys(clean_keys(bound, keys)))

    def work() -> Outcome:
        rows = locked(bound, rows_of(bound, tenant, include_deleted=which.include_deleted))
        there = {key for part in batches(wanted, size) for key in rows.filter(pk__in=part).values_list("pk", flat=True)}
        _refuse_absent(bound, [key for key in wanted if key not in there])
        return _delete(bound, wanted, size, softly=softly, reason=reason)

    return write_all(bound, scope, (), work, again=False)


def clean_keys(bound: BoundModel, keys: Any) -> list[Any]:
    """Return the keys as the primary key holds them; raise ``NodeError`` for anything else."""
    if not isinstance(keys, list | tuple):
        raise NodeError("invalid_parameter", f"ids wants a list, and {shown(keys)} was given.", port="ids")
    faults: list[NodeError] = []
    cleaned = [collect(faults, partial(clean_value, bound, primary_key(bound), key)) for key in keys]
    raise_faults([NodeError(fault.code, fault.message, fault.remedy, port="ids") for fault in faults])
    return cleaned


def _delete(bound: BoundModel, keys: Sequence[Any], size: int, *, softly: bool, reason: str) -> Outcome:
    if softly:
        set_columns(bound, keys, {DELETED_AT: timezone.now(), DELETION_REASON: reason}, size)
    else:
        for part in batches(keys, size):
            remove(bound, list(part))
    return Outcome(deleted=len(keys), ids=list(keys))


def _refuse_absent(bound: BoundModel, absent: Sequence[Any]) -> None:
    if absent:
        listed = ", ".join(map(str, absent[:_SHOWN])) + (f" and {len(absent) - _SHOWN} more" if len(absent) > _SHOWN else "")
        raise NodeError("row_not_found", f"There is no {bound.name} with id {listed}.", "Nothing was deleted.", port="ids")
