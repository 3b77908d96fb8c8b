"""Rows that match a filter."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.databases.time_limit import time_limit
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.runtime.plain import plain
from dataflow_app.scope import Scope
from designer.models import Membership

SAMPLE = 5
#: How long the database may look for them: a form asks while a person types.
SECONDS = 3.0


def count_rows(bound: BoundModel, membership: Membership, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return how many of the tenant's rows the filter finds, and the first five; raise ``NodeError`` for one that is none or too slow."""
    scope = Scope(tenant=membership.tenant.slug, enforced=True, actor=membership.user.get_username())
    with time_limit(bound.database, SECONDS):
        page = list_rows(bound, scope, Listing(wanted=wanted, limit=SAMPLE))
    return {"count": page.total, "sample": plain(page.rows)}
