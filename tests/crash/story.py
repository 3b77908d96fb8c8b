"""What the database tells of a campaign, read by nothing of the product."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

Query = Callable[[str], list[tuple[Any, ...]]]


class RunState(NamedTuple):
    """A run's row; ``inputs`` is empty for a run of a schedule."""

    id: int
    status: str
    inputs: dict[str, Any]
    error: Any
    lease_owner: str
    lease_expires_at: Any
    request_key: str | None
    trigger: int | None
    due_at: datetime | None


class NodeState(NamedTuple):
    """A node run's row."""

    status: str


@dataclass
class Story:
    """All runs, their nodes and events, and the rows that they left in the ledger."""

    runs: list[RunState]
    nodes: dict[int, dict[str, NodeState]]
    #: Number, type and node of each event, in the order of the numbers.
    events: dict[int, list[tuple[int, str, str | None]]]
    #: How many entries there are, by run and node.
    entries: dict[tuple[str, str], int]
    balances: dict[int, int]


def read_story(query: Query) -> Story:
    """Read it."""
    nodes, events = defaultdict[int, dict[str, NodeState]](dict), defaultdict[int, list[tuple[int, str, str | None]]](list)
    for run, node, status in query("SELECT run_id, node, status FROM designer_noderun"):
        nodes[run][node] = NodeState(status)
    for run, *event in query("SELECT run_id, seq, type, node FROM designer_event ORDER BY run_id, seq"):
        events[run].append((event[0], event[1], event[2]))
    entries = query("SELECT run, node, count(*) FROM ledger_entry GROUP BY run, node")
    columns = "id, status, inputs, error, lease_owner, lease_expires_at, request_key, trigger_id, due_at"
    return Story(
        runs=[_run(row) for row in query(f"SELECT {columns} FROM designer_run ORDER BY id")],  # noqa: S608 - names only
        nodes=nodes,
        events=events,
        entries={(run, node): count for run, node, count in entries},
        balances=dict(query("SELECT id, balance FROM ledger_account")),
    )


def _run(row: tuple[Any, ...]) -> RunState:
    """SQLite gives JSON and times as text."""
    values = dict(zip(RunState._fields, row, strict=True))
    for name, read in (("inputs", json.loads), ("due_at", datetime.fromisoformat)):
        if isinstance(values[name], str):
            values[name] = read(values[name])
    return RunState(**values)
