"""A page in one statement of PostgreSQL, which is the same text every time, so that its plan is kept."""

import json
from collections.abc import Sequence
from typing import Any

from designer.database_session import planned, planning_cursor
from designer.journal.node_entry import NODE_COLUMNS, NodeEntry
from designer.journal.page import Page
from designer.models import Event, NodeRun, Run

_RUNS, _EVENTS, _NODES = Run._meta.db_table, Event._meta.db_table, NodeRun._meta.db_table
_TYPES = {
    "node": "text",
    "iteration": "int",
    "status": "text",
    "parameters": "jsonb",
    "output": "jsonb",
    "error": "jsonb",
    "rows": "int",
    "started_at": "timestamptz",
    "finished_at": "timestamptz",
    "duration_ms": "float8",
    "seq": "int",
    "type": "text",
    "payload": "jsonb",
    "at": "timestamptz",
}
_KEY = ("node", "iteration")
_FACT_COLUMNS = ("seq", "type", "node", "iteration", "payload", "at")
_HELD = "id = %s AND lease_number = %s AND status = 'running'"
_HOLD = f"SELECT id FROM {_RUNS} WHERE {_HELD} FOR NO KEY UPDATE"  # noqa: S608 - names only
_END = (
    f"UPDATE {_RUNS} SET status = %s, finished_at = %s, error = %s::jsonb, lease_owner = '', lease_expires_at = NULL "  # noqa: S608 - names
    f"WHERE {_HELD} RETURNING id"
)


def write(page: Page) -> Sequence[str] | None:
    """Write the page and return the nodes that were written; None where the run is not held under the lease."""
    entries = json.dumps([_row(entry) for entry in page.entries], separators=(",", ":"))
    facts = json.dumps(_facts(page), separators=(",", ":"))
    key = (page.run_id, page.lease_number)
    ending = page.ending
    with planning_cursor() as cursor:
        if ending is None:
            cursor.execute(planned(_WRITE), (*key, entries, facts))
        else:
            error = json.dumps(ending.error) if ending.error else None
            cursor.execute(planned(_WRITE_END), (ending.status.value, ending.at, error, *key, entries, facts))
        held, nodes = cursor.fetchone()
    written: Sequence[str] = nodes
    return written if held else None


def _statement(hold: str) -> str:
    """Return the statement: whoever holds the run writes node runs and events, and the others write nothing."""
    changes = ", ".join(f"{column} = excluded.{column}" for column in NODE_COLUMNS if column not in _KEY)
    return f"""
        WITH held AS ({hold}),
        entries AS (
            INSERT INTO {_NODES} (run_id, {_names(NODE_COLUMNS)}) SELECT held.id, given.* FROM held, {_given(NODE_COLUMNS)}
            ON CONFLICT (run_id, {_names(_KEY)}) DO UPDATE SET {changes} WHERE {_NODES}.status <> 'succeeded' RETURNING node
        ),
        facts AS (
            INSERT INTO {_EVENTS} (run_id, {_names(_FACT_COLUMNS)}) SELECT held.id, given.* FROM held, {_given(_FACT_COLUMNS)}
        )
        SELECT EXISTS (SELECT FROM held), ARRAY(SELECT node FROM entries)
    """  # noqa: S608 - names only


def _given(columns: Sequence[str]) -> str:
    described = ", ".join(f'"{column}" {_TYPES[column]}' for column in columns)
    return f"json_to_recordset(%s) AS given ({described})"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _row(entry: NodeEntry) -> dict[str, Any]:
    row = dict(zip(NODE_COLUMNS, entry.values(), strict=True))
    for column in ("started_at", "finished_at"):
        row[column] = row[column] and row[column].isoformat()
    return row


def _facts(page: Page) -> list[dict[str, Any]]:
    return [
        {"seq": seq, "type": fact.type, "node": fact.node, "iteration": 0, "payload": fact.payload, "at": fact.at.isoformat()}
        for seq, fact in enumerate(page.facts, page.first_seq)
    ]


_WRITE, _WRITE_END = _statement(_HOLD), _statement(_END)
