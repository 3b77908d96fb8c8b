"""Many deleted rows that are removed for good."""

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.delete import remove_keys
from dataflow_app.orm.bulk.selection import Selection, locked_keys, selected_rows
from dataflow_app.orm.columns import DELETED_AT
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.purge import REASON
from dataflow_app.orm.tenancy import AnyRows, effective_tenant
from dataflow_app.orm.updates.statement import NAMED
from dataflow_app.scope import Scope


def purge_selected(bound: BoundModel, scope: Scope, rows: AnyRows) -> int:
    """Remove those of the rows for good that are deleted, all or none; return how many there were.

    Their history stays. Raises ``NodeError`` where a row must not lose one of them.
    """
    tenant = effective_tenant(bound, scope)
    with writing(bound, scope):
        deleted = rows.exclude(**{DELETED_AT: None})
        keys = locked_keys(bound, selected_rows(bound, tenant, Selection(rows=deleted, include_deleted=True)))
        for part in batches(keys, NAMED):
            remove_keys(bound, part, REASON)
    return len(keys)
