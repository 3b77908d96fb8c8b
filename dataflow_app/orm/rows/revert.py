"""A row that is put back into a state that it had."""

from collections.abc import Mapping
from typing import Any

from django.db import connections, models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION, TENANT, columns, primary_key
from dataflow_app.orm.databases.sequences import catch_up_sequence
from dataflow_app.orm.history.as_of import state_rows
from dataflow_app.orm.history.recorded import plain_rows, record_keys
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.create import references_of
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.output import Columns, row_columns
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.scope import Scope


def revert_row(bound: BoundModel, scope: Scope, key: Any, history_id: int) -> Columns:
    """Give the row of that key the columns of one of its states (``history_id`` of ``changes_of``) again, and return it whole.

    It is an ordinary change: the version goes up, and the history says which state was restored. A row that was removed for good
    is created again under its key. Raises ``NodeError`` where the scope has no such row or state, where what the state points
    at is gone, and where another row has by now what makes it unique.
    """
    tenant = effective_tenant(bound, scope)
    key = clean_value(bound, primary_key(bound), key)
    state = _state(bound, tenant, key, history_id)
    values = {field.attname: getattr(state, field.attname) for field in columns(bound) if _is_restored(bound, field)}
    reason = f"restored the state of {state.history_date.isoformat(timespec='seconds')}"
    with writing(bound, scope, values):
        row: Any = locked(bound, plain_rows(bound)).filter(pk=key).first()
        _check(bound, tenant, row, values)
        if row is None:
            return row_columns(bound, _create(bound, key, values, reason))
        for name, value in values.items():
            setattr(row, name, value)
        row._change_reason = reason  # noqa: SLF001 - simple-history's way to say it
        row.save(using=bound.database)
        return row_columns(bound, row)


def _state(bound: BoundModel, tenant: str | None, key: Any, history_id: Any) -> Any:
    states = state_rows(bound, tenant).filter(**{primary_key(bound).attname: key})
    number = history_id if isinstance(history_id, int) and not isinstance(history_id, bool) and abs(history_id) < 2**63 else None
    state = states.filter(history_id=number).first()
    if state is None:
        raise NodeError(
            "row_not_found", f"{bound.name} {key} has no state {history_id!r}.", "Choose one of its history.", port="history_id"
        )
    return state


def _is_restored(bound: BoundModel, field: Any) -> bool:
    """Whether a column is put back: not the key, nor what the database and every write set anew."""
    is_version = bound.options.versioned and field.attname == ROW_VERSION
    is_kept = field.primary_key or is_version or getattr(field, "auto_now", False)
    return not (is_kept or isinstance(field, models.GeneratedField))


def _check(bound: BoundModel, tenant: str | None, row: Any, values: Mapping[str, Any]) -> None:
    """Refuse a row that is another tenant's by now, and references that are gone; those that the row has anyway may stay."""
    if row is not None and tenant is not None and getattr(row, TENANT) != tenant:
        raise NodeError("row_not_found", f"There is no {bound.name} with id {row.pk} of tenant '{tenant}'.", port="id")
    other = {name: value for name, value in values.items() if row is None or getattr(row, name) != value}
    raise_faults(references_of(bound, tenant, other))


def _create(bound: BoundModel, key: Any, values: Mapping[str, Any], reason: str) -> Any:
    row = bound.model(pk=key, **values)
    if bound.options.versioned:
        last = state_rows(bound, None).filter(**{primary_key(bound).attname: key}).aggregate(found=models.Max(ROW_VERSION))
        setattr(row, ROW_VERSION, last["found"] + 1)
    rows = plain_rows(bound)
    rows.bulk_create([row])
    # An insert sets the time of creation to now, which is not when this row was first created.
    first = {name: value for name, value in values.items() if getattr(bound.model._meta.get_field(name), "auto_now_add", False)}
    if first:
        rows.filter(pk=key).update(**first)
    catch_up_sequence(bound, connections[bound.database])
    record_keys(bound, [key], "+", reason)
    return rows.get(pk=key)
