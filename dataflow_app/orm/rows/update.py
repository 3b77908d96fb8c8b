"""A changed row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError, one
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION, TENANT
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.create import references_of
from dataflow_app.orm.rows.find import locked, one_row
from dataflow_app.orm.rows.output import Columns, refresh_computed, row_columns
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of, within
from dataflow_app.orm.updates import Update, read_update, write_update
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Target:
    """Which one row is meant; ``row_version`` is the version that the caller has read, where it wants the row unchanged since."""

    key: Any = None
    wanted: Any = None
    tenant_id: Any = None
    include_deleted: bool = False
    row_version: Any = None


def update_row(bound: BoundModel, scope: Scope, target: Target, values: Mapping[str, Any]) -> Columns:
    """Give the row the new values and return it whole; raise ``NodeError`` where it is not there or another version is."""
    tenant = effective_tenant(bound, scope, target.tenant_id)
    with writing(bound, scope, values):
        row = locked_target(bound, tenant, target)
        change(bound, tenant, row, values)
        return row_columns(bound, row)


def locked_target(bound: BoundModel, tenant: str | None, target: Target) -> models.Model:
    """Return the row that is meant, locked, in the version that is wanted."""
    rows = locked(bound, rows_of(bound, tenant, include_deleted=target.include_deleted))
    row = one_row(bound, rows, tenant, target.key, target.wanted)
    if target.row_version is not None:
        check_version(bound, row, target.row_version)
    return row


def change(bound: BoundModel, tenant: str | None, row: models.Model, values: Mapping[str, Any]) -> None:
    """Check the values, set and save them; operators are done by the database, which passes the model's ``save`` and signals by."""
    if not values:
        raise NodeError(
            "invalid_parameter", f"Nothing of the {bound.name} is to change.", "Give a field with its new value.", port="update"
        )
    update = read_update(bound, values)
    raise_faults([*update.faults, *references_of(bound, tenant, update.plain)])
    check_fixed(bound, tenant, row, update.plain)
    if update.computed:
        _compute(bound, row, update)
        return
    for name, value in update.plain.items():
        setattr(row, name, value)
    row.save(using=bound.database)
    refresh_computed(bound, [row])


def _compute(bound: BoundModel, row: models.Model, update: Update) -> None:
    """Let the database compute the new values of the row from those that it holds, and read them."""
    own: AnyRows = models.QuerySet(bound.model, using=bound.database).filter(pk=row.pk)
    write_update(bound, own, update)
    row.refresh_from_db(using=bound.database, from_queryset=own)


def check_fixed(bound: BoundModel, tenant: str | None, row: models.Model, cleaned: Mapping[str, Any]) -> None:
    """Refuse another key for a row, and another owner where the work is limited to one."""
    key = bound.model._meta.pk.attname
    if cleaned.get(key, row.pk) != row.pk:
        raise NodeError("invalid_parameter", f"The {key} of {one(bound.name)} cannot change.", "Create a new row instead.", port=key)
    if bound.options.multi_tenant and TENANT in cleaned:
        within(tenant, cleaned[TENANT], bound)


def check_version(bound: BoundModel, row: models.Model, wanted: Any) -> None:
    """Raise ``NodeError`` (``conflict``) where the row has another version than the wanted one."""
    version, present = wanted_version(bound, wanted), getattr(row, ROW_VERSION, None)
    if present != version:
        raise stale(bound, row.pk, present, version)


def wanted_version(bound: BoundModel, wanted: Any) -> int:
    """Return the version that is wanted; raise ``NodeError`` for what is none."""
    if not bound.options.versioned:
        raise NodeError("invalid_parameter", f"{bound.name} keeps no versions of its rows.", "Leave row_version out.", port=ROW_VERSION)
    if isinstance(wanted, bool) or not isinstance(wanted, int):
        raise NodeError("invalid_parameter", "row_version wants a whole number.", port=ROW_VERSION)
    return wanted


def stale(bound: BoundModel, key: Any, present: Any, wanted: Any) -> NodeError:
    """Return the error of a row that has another version by now."""
    return NodeError(
        "conflict",
        f"{bound.name} {key} has version {present} by now, not {wanted}: somebody else changed it.",
        "Read it again and decide anew.",
        port=ROW_VERSION,
    )
