"""Deleted rows that are removed for good."""

from collections.abc import Iterable
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import DELETED_AT
from dataflow_app.orm.history.recorded import plain_rows
from dataflow_app.orm.history.removal import remove
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.kept import kept_rows, refuse
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.scope import Scope

REASON = "purged"


def purge_rows(bound: BoundModel, scope: Scope, keys: Iterable[Any]) -> int:
    """Remove the scope's deleted rows of these keys for good, all or none; return how many there were.

    Their history stays, with a last entry that says that they were purged. Foreign keys are met as by any removal: rows that must
    not lose what they point at keep it from being removed. Raises ``NodeError`` where a row is not there or is not deleted.
    """
    tenant = effective_tenant(bound, scope)
    with writing(bound, scope):
        rows = kept_rows(bound, tenant, keys)
        living = [row.pk for row in rows if getattr(row, DELETED_AT) is None]
        refuse(bound, living, "{name} {ids} cannot be purged, for it is not deleted.")
        remove(plain_rows(bound).filter(pk__in=[row.pk for row in rows]), bound.database, reason=REASON)
    return len(rows)
