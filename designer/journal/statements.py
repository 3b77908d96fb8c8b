"""The journal's few SQL statements, by hand: through the ORM they take three times as long, and every node pays for them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from dataflow_app.runtime.journal import LeaseLost
from dataflow_app.runtime.status import Status
from designer.models import Event, NodeRun, Run

#: Rows in one statement: far from every database's limit of parameters.
BATCH = 500
NODE_COLUMNS = (
    "run_id",
    "node",
    "iteration",
    "status",
    "parameters",
    "output",
    "error",
    "rows",
    "started_at",
    "finished_at",
    "duration_ms",
)
EVENT_COLUMNS = ("run_id", "seq", "type", "node", "iteration", "payload", "at")
KEY = ("run_id", "node", "iteration")


def hold_lease(run_id: int, lease_number: int) -> None:
    """Lock the run's row until the transaction ends; raise ``LeaseLost`` where its lease number moved on.

    Whoever claims the run changes that row, and so waits for this commit, or makes it fail.
    """
    lock = " FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""
    sql = f"SELECT 1 FROM {_table(Run)} WHERE id = %s AND lease_number = %s AND status = %s{lock}"  # noqa: S608 - names only
    with connection.cursor() as cursor:
        cursor.execute(sql, (run_id, lease_number, Status.RUNNING.value))
        if cursor.fetchone() is None:
            raise LeaseLost(f"Run {run_id} is no longer held under lease {lease_number}.")


def put_node_runs(rows: Sequence[Sequence[Any]]) -> int:
    """Insert or update node runs (values in the order of ``NODE_COLUMNS``) and return how many were written.

    A node run that succeeded is never touched again, so 0 for one row means that the node was done already.
    """
    changes = ", ".join(f"{column} = excluded.{column}" for column in NODE_COLUMNS if column not in KEY)
    tail = f" ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {changes} WHERE {_table(NodeRun)}.status <> 'succeeded'"
    return _insert(NodeRun, NODE_COLUMNS, rows, tail)


def put_events(rows: Sequence[Sequence[Any]]) -> None:
    """Insert events (values in the order of ``EVENT_COLUMNS``)."""
    _insert(Event, EVENT_COLUMNS, rows)


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Sequence[Any]], tail: str = "") -> int:
    written = 0
    place = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join([place] * len(batch))
            sql = f"INSERT INTO {_table(model)} ({names}) VALUES {places}{tail}"  # noqa: S608 - names only
            cursor.execute(sql, list(_prepared(model, columns, batch)))
            written += cursor.rowcount
    return written


def _prepared(model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
    fields = _fields(model, columns)
    for row in rows:
        for field, value in zip(fields, row, strict=True):
            yield field.get_db_prep_save(value, connection)


@cache
def _fields(model: type[models.Model], columns: tuple[str, ...]) -> "tuple[models.Field[Any, Any], ...]":
    by_column = {field.column: field for field in model._meta.concrete_fields}
    return tuple(by_column[column] for column in columns)


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'
