"""Take a run that is free, by as little work as can be: every run waits for it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.database_session import is_postgresql, planned, planning_cursor
from designer.models import Run, Tenant


def take_run(run_id: int, owner: str, lease: timedelta) -> Run:
    """Return the run with its tenant, now claimed; call it with the run's row locked, and found to be free."""
    # Leases end by the clock of the database, the one that all workers share.
    now = timezone.now()
    if is_postgresql():
        return _take(run_id, owner, lease, now)
    Run.objects.filter(pk=run_id).update(
        status=Status.RUNNING,
        lease_number=F("lease_number") + 1,
        lease_owner=owner,
        lease_expires_at=Now() + lease,
        started_at=Coalesce("started_at", Value(now)),
    )
    return Run.objects.select_related("tenant").get(pk=run_id)


def _take(run_id: int, owner: str, lease: timedelta, now: datetime) -> Run:
    values: Any = (owner, lease, now, run_id)
    with planning_cursor() as cursor:
        cursor.execute(planned(_TAKE_ONE), values)
        return read_taken(cursor.fetchone())


def read_taken(row: Sequence[Any]) -> Run:
    """Return the run with its tenant, of a row of ``TAKEN_COLUMNS``."""
    run: Run = _read(Run, _RUN, row)
    run.tenant = _read(Tenant, _TENANT, row[len(_RUN) :])
    return run


def _read(model: Any, fields: "Sequence[models.Field[Any, Any]]", row: Sequence[Any]) -> Any:
    """Return the row as an instance; of all types of fields only JSON has to be read."""
    no_expression: Any = None
    values = [
        field.from_db_value(value, no_expression, connection) if isinstance(field, models.JSONField) else value
        for field, value in zip(fields, row, strict=False)
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


_RUN: "Sequence[models.Field[Any, Any]]" = Run._meta.concrete_fields
_TENANT: "Sequence[models.Field[Any, Any]]" = Tenant._meta.concrete_fields
#: What is read of a run that was ``taken``, and of its tenant ``t``.
TAKEN_COLUMNS = ", ".join([f'taken."{field.column}"' for field in _RUN] + [f't."{field.column}"' for field in _TENANT])
#: What a claim changes; the owner, the length of the lease and the present moment are its values.
TAKE = f"""UPDATE {Run._meta.db_table} SET status = 'running', lease_number = lease_number + 1, lease_owner = %s,
  lease_expires_at = statement_timestamp() + %s::interval, started_at = COALESCE(started_at, %s::timestamptz)"""  # noqa: S608 - names only
_TAKE_ONE = f"""
WITH taken AS ({TAKE} WHERE id = %s RETURNING *)
SELECT {TAKEN_COLUMNS} FROM taken JOIN {Tenant._meta.db_table} t ON t.id = taken.tenant_id
"""  # noqa: S608 - names only
