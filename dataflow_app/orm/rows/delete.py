"""A deleted row: marked where the model keeps deleted rows, else removed."""

from typing import Any

from django.db import models
from django.utils import timezone

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON
from dataflow_app.orm.history import removal
from dataflow_app.orm.history.recorded import plain_rows
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.output import Columns, row_columns
from dataflow_app.orm.rows.update import Target, locked_target
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.orm.values.coercions import storable
from dataflow_app.scope import Scope


def delete_row(bound: BoundModel, scope: Scope, target: Target, *, softly: bool, reason: str = "") -> Columns:
    """Delete the row and return what it was; raise ``NodeError`` where it is not there or others refer to it."""
    tenant = effective_tenant(bound, scope, target.tenant_id)
    with writing(bound, scope):
        row = locked_target(bound, tenant, target)
        if not softly:
            last = row_columns(bound, row)
            remove(bound, [row.pk])
            return last
        mark(row, reason)
        row.save(using=bound.database)
        return row_columns(bound, row)


def mark(row: models.Model, reason: str) -> None:
    """Set the columns of a deleted row."""
    setattr(row, DELETED_AT, timezone.now())
    setattr(row, DELETION_REASON, reason)


def remove(bound: BoundModel, keys: list[Any], reason: str | None = None) -> None:
    """Remove rows for good, with what cascades from them; each leaves its trace in the audit log."""
    removal.remove(plain_rows(bound).filter(pk__in=keys), bound.database, reason=reason)


def is_soft(bound: BoundModel, soft_delete: Any, hard_delete: Any) -> bool:
    """Return whether a deletion keeps the row, from the node's two switches; raise ``NodeError`` where they cannot be met."""
    for name, value in (("soft_delete", soft_delete), ("hard_delete", hard_delete)):
        if not isinstance(value, bool | None):
            raise NodeError("invalid_parameter", f"{name} wants true or false.", port=name)
    if soft_delete and hard_delete:
        raise NodeError("invalid_parameter", "soft_delete and hard_delete are both true.", "Choose one of them.", port="hard_delete")
    if soft_delete and not bound.options.soft_delete:
        raise NodeError(
            "invalid_parameter",
            f"{bound.name} keeps no deleted rows, so soft_delete cannot be true.",
            "Give the model 'soft_delete': True in __dataflow__, or leave it out.",
            port="soft_delete",
        )
    if soft_delete is False and hard_delete is False and bound.options.soft_delete:
        raise NodeError("invalid_parameter", "soft_delete and hard_delete are both false.", "Choose one of them.", port="soft_delete")
    return bound.options.soft_delete and not hard_delete and soft_delete is not False


def deletion_reason(bound: BoundModel, reason: Any, *, softly: bool) -> str:
    """Return the reason to keep; raise ``NodeError`` for one that could not be kept."""
    if reason is None or reason == "":
        return ""
    if not isinstance(reason, str):
        raise NodeError("invalid_parameter", "deletion_reason wants text.", port=DELETION_REASON)
    if not softly:
        raise NodeError("invalid_parameter", f"A removed {bound.name} keeps no deletion_reason.", "Leave it out.", port=DELETION_REASON)
    try:
        return storable(reason)
    except ValueError as error:
        raise NodeError("invalid_parameter", f"deletion_reason {error}.", port=DELETION_REASON) from None
