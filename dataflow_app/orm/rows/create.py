"""A new row."""

from collections.abc import Mapping
from typing import Any

from django.db import connections, models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.databases.sequences import catch_up_sequence
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.references import missing_references
from dataflow_app.orm.rows.inserting import insert_row, is_saved_plainly
from dataflow_app.orm.rows.output import Columns, row_columns
from dataflow_app.orm.tenancy import effective_tenant, new_owner
from dataflow_app.orm.values.checking import checked_values, missing_values
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.scope import Scope


def create_row(bound: BoundModel, scope: Scope, values: Mapping[str, Any]) -> Columns:
    """Create a row of the given columns and return it whole: with its key and every default."""
    tenant = effective_tenant(bound, scope, values.get(TENANT) if bound.options.multi_tenant else None)
    with writing(bound, scope, values, is_one_statement=_is_one_statement(bound, values)):
        return row_columns(bound, insert(bound, tenant, values))


def _is_one_statement(bound: BoundModel, values: Mapping[str, Any]) -> bool:
    """Whether the row is written by one INSERT and nothing else."""
    key = bound.model._meta.pk
    return not (key.name in values or key.attname in values) and is_saved_plainly(bound.model)


def insert(bound: BoundModel, tenant: str | None, values: Mapping[str, Any]) -> models.Model:
    """Check the values, insert the row and return it."""
    cleaned, faults = checked_values(bound, values)
    named = {fault.port for fault in faults}
    faults += [fault for fault in missing_values(bound, cleaned) if fault.port not in named]
    faults += references_of(bound, tenant, cleaned)
    raise_faults(faults)
    row = bound.model(**(cleaned | new_owner(bound, tenant, cleaned)))
    if row.pk is None and is_saved_plainly(bound.model):
        insert_row(bound, row)
        return row
    row.save(using=bound.database, force_insert=True)
    if bound.model._meta.pk.attname in cleaned:
        catch_up_sequence(bound, connections[bound.database])
    return row


def references_of(bound: BoundModel, tenant: str | None, cleaned: Mapping[str, Any]) -> list[NodeError]:
    """Return what is wrong with the foreign keys of one row."""
    return [fault for _, fault in missing_references(bound, [cleaned], tenant)]
