"""A page in statements of SQLite, within a transaction that holds its one lock for writing."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from dataflow_app.runtime.status import Status
from designer.journal.node_entry import NODE_COLUMNS
from designer.journal.page import Page
from designer.models import Event, NodeRun, Run

_NODE_COLUMNS = ("run_id", *NODE_COLUMNS)
_KEY = ("run_id", "node", "iteration")
_FACT_COLUMNS = ("run_id", "seq", "type", "node", "iteration", "payload", "at")
_KEEP = (
    f" ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in _NODE_COLUMNS if column not in _KEY)
    + f" WHERE {NodeRun._meta.db_table}.status <> 'succeeded' RETURNING node"
)


def write(page: Page) -> Sequence[str] | None:
    """Write the page and return the nodes that were written; None where the run is not held under the lease."""
    held = Run.objects.filter(pk=page.run_id, lease_number=page.lease_number, status=Status.RUNNING)
    ending = page.ending
    if ending is None:
        is_held = held.exists()
    else:
        changes = {"status": ending.status, "finished_at": ending.at, "error": ending.error}
        is_held = held.update(**changes, lease_owner="", lease_expires_at=None) > 0
    if not is_held:
        return None
    written = _insert(NodeRun, _NODE_COLUMNS, [(page.run_id, *entry.values()) for entry in page.entries], _KEEP)
    facts = enumerate(page.facts, page.first_seq)
    _insert(Event, _FACT_COLUMNS, [(page.run_id, seq, fact.type, fact.node, 0, fact.payload, fact.at) for seq, fact in facts])
    return [node for (node,) in written]


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Sequence[Any]], tail: str = "") -> list[Any]:
    if not rows:
        return []
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES {places}{tail}"  # noqa: S608 - names only
        cursor.execute(sql, list(_prepared(model, columns, rows)))
        return cursor.fetchall() if tail else []


def _prepared(model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
    fields = _fields(model, columns)
    for row in rows:
        for field, value in zip(fields, row, strict=True):
            yield field.get_db_prep_save(value, connection)


@cache
def _fields(model: type[models.Model], columns: tuple[str, ...]) -> "tuple[models.Field[Any, Any], ...]":
    by_column = {field.column: field for field in model._meta.concrete_fields}
    return tuple(by_column[column] for column in columns)
