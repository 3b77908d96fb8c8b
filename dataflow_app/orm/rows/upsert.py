"""A row that is created where it is not there, and updated where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.create import insert
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.output import Columns, row_columns
from dataflow_app.orm.rows.update import change
from dataflow_app.orm.tenancy import effective_tenant, rows_of
from dataflow_app.orm.unique_sets import match_columns
from dataflow_app.orm.values.checking import clean_values
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Upsert:
    """Which row is meant (``where``: columns and their values), and what it gets when it is there and when it is not."""

    where: Mapping[str, Any]
    update: Mapping[str, Any]
    create: Mapping[str, Any]


def upsert_row(bound: BoundModel, scope: Scope, upsert: Upsert, tenant_id: Any = None) -> tuple[Columns, bool]:
    """Return the row, and whether it was created; two that come at once give one row."""
    tenant = _owner(bound, effective_tenant(bound, scope, tenant_id), upsert)
    where = clean_values(bound, upsert.where)
    match_columns(bound, list(where), ())
    for name, value in where.items():
        if value is None:
            raise NodeError(
                "invalid_parameter", f"{bound.name} rows cannot be matched by an empty '{name}'.", "Give it a value.", port=name
            )
    with writing(bound, scope, {**upsert.where, **upsert.create}):
        row = _present(bound, tenant, where)
        if row is None:
            row = _inserted(bound, tenant, upsert, where)
            if row is not None:
                return row_columns(bound, row), True
            row = _present(bound, tenant, where)
        if row is None:
            raise NodeError("conflict", f"The {bound.name} was created and removed by others meanwhile.", "Try again.")
        if upsert.update:
            change(bound, tenant, row, upsert.update)
        return row_columns(bound, row), False


def _owner(bound: BoundModel, tenant: str | None, upsert: Upsert) -> str | None:
    """Return the tenant whose row is meant: what makes a row the only one of its kind does so for one tenant."""
    if tenant is not None or not bound.options.multi_tenant:
        return tenant
    named = upsert.where.get(TENANT, upsert.create.get(TENANT, ""))
    return named if isinstance(named, str) else ""


def _present(bound: BoundModel, tenant: str | None, where: Mapping[str, Any]) -> models.Model | None:
    rows = list(locked(bound, rows_of(bound, tenant)).filter(**where).order_by("pk")[:2])
    if len(rows) > 1:
        names = ", ".join(where)
        raise NodeError(
            "invalid_parameter", f"Several rows of {bound.name} have the same {names}.", "Match by unique fields.", port="match_fields"
        )
    return rows[0] if rows else None


def _inserted(bound: BoundModel, tenant: str | None, upsert: Upsert, where: Mapping[str, Any]) -> models.Model | None:
    """Return the new row, or None where somebody else created it in this moment."""
    values = {**where, **upsert.create}
    if tenant is not None:
        values.setdefault(TENANT, tenant)
    try:
        with transaction.atomic(using=bound.database):
            return insert(bound, tenant, values)
    except IntegrityError:
        if _present(bound, tenant, where) is None:
            raise
        return None
