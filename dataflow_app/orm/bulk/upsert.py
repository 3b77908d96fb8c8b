"""Many rows that are created where they are not there, and updated or left alone where they are."""

from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.arrival import Arrival
from dataflow_app.orm.bulk.how import Upserting, batch_size, leaves_out
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.reading import read_batches
from dataflow_app.orm.bulk.staging import staging
from dataflow_app.orm.bulk.upsertion import Upsertion
from dataflow_app.orm.columns import column
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.scope import Scope

__all__ = ["Upserting", "bulk_upsert", "update_columns"]


def bulk_upsert(bound: BoundModel, scope: Scope, data: Any, how: Upserting) -> Outcome:
    """Create and update the rows that ``data``, a list or any other iterable, gives: all of them, or none where one cannot be."""
    tenant, size = effective_tenant(bound, scope, how.tenant_id), batch_size(how.batch_size)
    with writing(bound, scope), staging(bound) as tables:
        arrival = Arrival(bound, tenant, tables, how, update_columns(bound, how.update_fields), leaves_out(how.on_error))
        for first, rows in read_batches(data, size):
            arrival.stage(rows, first)
        return Upsertion(arrival).merge()


def update_columns(bound: BoundModel, names: Any) -> frozenset[str] | None:
    """Return the columns that ``update_fields`` names; None where it is not given."""
    if names is None:
        return None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise NodeError("invalid_parameter", "update_fields wants a list of field names.", port="update_fields")
    try:
        return frozenset(column(bound, name).attname for name in names)
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port="update_fields") from None
