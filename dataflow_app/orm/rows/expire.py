"""Rows whose time is up: what the option ``ttl`` of a model says."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.history.recorded import plain_rows
from dataflow_app.orm.history.removal import remove
from dataflow_app.orm.tenancy import AnyRows, effective_tenant, rows_of
from dataflow_app.scope import Scope

REASON = "expired"
#: How many rows go in one transaction, so that nobody waits long for one of them.
BATCH = 1_000


def purge_expired(bound: BoundModel, scope: Scope, now: datetime | None = None) -> int:
    """Remove the scope's rows that are older than the model's ``ttl``, and return how many went; none where it has none.

    They are removed for good, deleted ones and living ones alike, a thousand in a transaction, each with a last entry in its
    history. A row that others point at and must not lose stays until those are gone. Several may do this at once: what one is
    about to remove, the others pass over.
    """
    ttl = bound.options.ttl
    if ttl is None:
        return 0
    limit = (now or timezone.now()) - timedelta(seconds=ttl.seconds)
    rows = rows_of(bound, effective_tenant(bound, scope), include_deleted=True).filter(**{f"{ttl.field}__lte": limit})
    total, keys = 0, [(None, None)]
    with acting(scope):
        while keys:
            count, keys = _purge_some(bound, _after(rows.order_by(ttl.field, "pk"), ttl.field, *keys[-1]), ttl.field)
            total += count
    return total


def _after(rows: AnyRows, field: str, time: Any, key: Any) -> AnyRows:
    """Return the rows after the one of that time and key: those that could not be removed are not looked at again."""
    return rows if time is None else rows.filter(Q(**{f"{field}__gt": time}) | Q(**{field: time, "pk__gt": key}))


def _purge_some(bound: BoundModel, rows: AnyRows, field: str) -> tuple[int, list[tuple[Any, Any]]]:
    """Remove the first of the rows; return how many went, and the times and keys of those that were looked at."""
    with transaction.atomic(using=bound.database):
        found = list(rows.select_for_update(skip_locked=True, of=("self",)).values_list(field, "pk")[:BATCH])
        keys = [key for _, key in found]
        if _remove(bound, keys):
            return len(keys), found
        return sum(_remove(bound, [key]) for key in keys), found


def _remove(bound: BoundModel, keys: list[Any]) -> bool:
    """Remove the rows with what cascades from them; return whether nothing kept them from it."""
    try:
        remove(plain_rows(bound).filter(pk__in=keys), bound.database, reason=REASON)
    except (ProtectedError, RestrictedError):
        return False
    return True
