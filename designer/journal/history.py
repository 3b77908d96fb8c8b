"""What the database knows of a run already."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.status import Status
from designer.database_session import planned, planning_cursor
from designer.models import Event, NodeRun
from designer.values import load_output

_FINAL = ", ".join(f"'{status.value}'" for status in Status if status.is_final)
_EVENTS, _NODES = Event._meta.db_table, NodeRun._meta.db_table
# One row at least, for the number of the last event.
_HISTORY = f"""
SELECT (SELECT MAX(seq) FROM {_EVENTS} WHERE run_id = %s), found.node, found.status, found.output, found.error
FROM (SELECT 1 AS one) AS one LEFT JOIN {_NODES} AS found ON found.run_id = %s AND found.status IN ({_FINAL})
"""  # noqa: S608 - names and statuses only
_OUTPUT = f"SELECT output FROM {_NODES} WHERE run_id = %s AND node = %s AND iteration = 0"  # noqa: S608 - names only


@dataclass(frozen=True, slots=True)
class History:
    """The number of the run's last event, and what earlier tries finished, by node id."""

    last_seq: int
    checkpoints: Mapping[str, Checkpoint]


def read_history(run_id: int) -> History:
    """Return the history of a run; read after the claim it is whole, for whoever held the run before can add nothing any more."""
    with planning_cursor() as cursor:
        cursor.execute(planned(_HISTORY), (run_id, run_id))
        rows = cursor.fetchall()
    checkpoints = {node: _checkpoint(status, output, error) for _, node, status, output, error in rows if node is not None}
    return History(rows[0][0] or 0, checkpoints)


def read_output(run_id: int, node: str) -> Mapping[str, Any]:
    """Return the output of a node that succeeded."""
    with planning_cursor() as cursor:
        cursor.execute(planned(_OUTPUT), (run_id, node))
        output = json.loads(cursor.fetchone()[0])
    return load_output(output)


def read_tries(run_id: int) -> Mapping[str, int]:
    """Return how many tries of each node failed and were to be repeated, by node id."""
    retried = Event.objects.filter(run=run_id, type="node_retried").order_by("node")
    return dict(retried.values_list("node").annotate(tries=Count("seq")))


def read_spent(run_id: int) -> float:
    """Return for how many seconds workers had the run before the present one, the silence of those that died among it."""
    told = Event.objects.filter(run=run_id, type__in=("run_started", "run_queued", "run_paused")).order_by("seq")
    spent, began = 0.0, None
    for kind, at in told.values_list("type", "at"):
        if began is not None and kind != "run_started":
            spent += (at - began).total_seconds()
        began = at if kind == "run_started" else None
    return max(0.0, spent)


def _checkpoint(status: str, output: str | None, error: str | None) -> Checkpoint:
    failure = NodeFailure(**json.loads(error)) if error else None
    return Checkpoint(Status(status), None if output is None else load_output(json.loads(output)), failure)
