"""Many deleted rows that come back to life by one statement."""

from django.db import IntegrityError, transaction

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.selection import Selection, selected_rows
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON
from dataflow_app.orm.history.recorded import NAMED
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.restore import REASON, restore_rows
from dataflow_app.orm.tenancy import AnyRows, effective_tenant
from dataflow_app.orm.updates import Update, write_update
from dataflow_app.scope import Scope


def restore_selected(bound: BoundModel, scope: Scope, rows: AnyRows) -> int:
    """Bring those of the rows back to life that are deleted, all or none; return how many there were.

    Raises ``NodeError`` (``integrity``) where another row has by now what makes one of them unique, naming both.
    """
    tenant = effective_tenant(bound, scope)
    with writing(bound, scope):
        deleted = rows.exclude(**{DELETED_AT: None})
        found = selected_rows(bound, tenant, Selection(rows=deleted, include_deleted=True))
        try:
            with transaction.atomic(using=bound.database):
                return write_update(bound, found, Update({DELETED_AT: None, DELETION_REASON: ""}), reason=REASON).count
        except IntegrityError:
            keys = list(found.order_by("pk").values_list("pk", flat=True))
            return sum(restore_rows(bound, scope, part) for part in batches(keys, NAMED))  # says which of them it was
