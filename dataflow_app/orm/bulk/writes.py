"""Statements that write many rows, with their trace in the audit log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models
from django.db.models import F
from django.utils import timezone

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION, columns
from dataflow_app.orm.recorded import plain_rows
from dataflow_app.orm.rows.output import refresh_computed
from dataflow_app.orm.sequences import catch_up_sequence
from dataflow_app.orm.tenancy import every_row

#: PostgreSQL takes 65,535 parameters a statement.
_MAX_PARAMETERS = 30_000


def insert_rows(bound: BoundModel, rows: Sequence[models.Model], size: int) -> None:
    """Insert new rows; they know their keys and the database's defaults afterwards."""
    numbered_by_hand = any(row.pk is not None for row in rows)
    _plain_rows(bound).bulk_create(rows, batch_size=_size(bound, size))
    if numbered_by_hand:
        catch_up_sequence(bound, connections[bound.database])
    _audit(bound, rows, size, update=False)


def rewrite_rows(bound: BoundModel, rows: Sequence[models.Model], changed: Iterable[str], size: int) -> None:
    """Write changed rows back, each with values of its own: by inserts that meet the rows' own keys and update them instead.

    Their versions are raised, and the times of their last change set.
    """
    kept = {
        field.attname: [getattr(row, field.attname) for row in rows] for field in columns(bound) if getattr(field, "auto_now_add", False)
    }
    names = {*changed, *_touched(bound)}
    if bound.options.versioned:
        for row in rows:
            setattr(row, ROW_VERSION, getattr(row, ROW_VERSION) + 1)
        names.add(ROW_VERSION)
    fields = [field.name for field in columns(bound) if field.attname in names and not field.primary_key]
    key = bound.model._meta.pk.name
    _plain_rows(bound).bulk_create(rows, batch_size=_size(bound, size), update_conflicts=True, unique_fields=[key], update_fields=fields)
    for name, values in kept.items():
        for row, value in zip(rows, values, strict=True):
            setattr(row, name, value)
    refresh_computed(bound, rows)
    _audit(bound, rows, size, update=True)


def set_columns(bound: BoundModel, keys: Sequence[Any], values: dict[str, Any], size: int) -> None:
    """Give all rows of these keys the same values; their versions are raised, and the times of their last change set."""
    own = {
        field.attname: timezone.now() if isinstance(field, models.DateTimeField) else timezone.localdate() for field in _last_changes(bound)
    }
    versions = {ROW_VERSION: F(ROW_VERSION) + 1} if bound.options.versioned else {}
    for part in batches(keys, size):
        rows = every_row(bound).filter(pk__in=part)
        rows.update(**{**values, **own, **versions})
        if bound.options.keeps_history:
            _audit(bound, list(every_row(bound).filter(pk__in=part).order_by("pk")), size, update=True)


def _audit(bound: BoundModel, rows: Sequence[models.Model], size: int, *, update: bool) -> None:
    """Write the rows' new states to their history; the time, actor, run and node are those of the scope that acts."""
    if not bound.options.keeps_history or not rows:
        return
    history: Any = bound.model.history.model  # type: ignore[attr-defined] # set by the audit log
    records = [_record(history, row, "~" if update else "+") for row in rows]
    history._base_manager.using(bound.database).bulk_create(records, batch_size=_size(bound, size))


def _record(history: Any, row: models.Model, change: str) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in history.tracked_fields}
    reason = values.get("deletion_reason") or None
    return history(history_date=timezone.now(), history_type=change, history_change_reason=reason, **values)


def _plain_rows(bound: BoundModel) -> Any:
    return plain_rows(bound)


def _last_changes(bound: BoundModel) -> list[Any]:
    return [field for field in columns(bound) if getattr(field, "auto_now", False)]


def _touched(bound: BoundModel) -> list[str]:
    return [field.attname for field in _last_changes(bound)]


def _size(bound: BoundModel, size: int) -> int:
    return max(1, min(size, _MAX_PARAMETERS // (len(columns(bound)) + 8)))
