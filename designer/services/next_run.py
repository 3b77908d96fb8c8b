"""Which run is next: an index is read in a few places, however long the queue is."""

from dataclasses import dataclass
from functools import cache

from django.db import connection

from designer.database_session import planned, planning_cursor
from designer.models import Run, Tenant, Workflow

#: How many runs at the head of the queue are looked at first.
HEAD = 64

# The condition of the indexes of the queue must stand in the statement word for word.
_WAITING = "r.status = 'queued' AND r.paused_at IS NULL"

# The first runs of the queue. One of them is next where its tenant has no running run, where what was not looked at is of less
# priority, and where nothing was left out.
_HEAD = """
looked AS (
  SELECT r.id, r.priority, r.tenant_id, r.workflow_id, r.turn FROM {run} r WHERE {waiting} ORDER BY r.priority DESC, r.id LIMIT {head}
),
last AS (SELECT MIN(priority) AS priority, COUNT(*) AS size FROM looked),
found AS (SELECT looked.*, last.priority AS beyond, last.size < {head} AS is_all, last.size > 1 AS is_followed FROM looked CROSS JOIN last)
"""

# The first run of every lane: of all that are of one priority, workflow and turn. Each step of the recursion is one look into the
# index for what comes after the last lane. SQLite uses all four columns of the index for that where the values are no columns, which
# the plus signs see to, and joins in the order in which tables stand where the join is a cross one.
_LANES = """
lanes (id) AS (
  SELECT (SELECT r.id FROM {run} r WHERE {waiting} ORDER BY r.priority, r.tenant_id, r.workflow_id, r.turn, r.id LIMIT 1)
  UNION ALL
  SELECT (
    SELECT r.id FROM {run} r WHERE {waiting}
      AND (r.priority, r.tenant_id, r.workflow_id, r.turn) > (+l.priority, +l.tenant_id, +l.workflow_id, +l.turn)
    ORDER BY r.priority, r.tenant_id, r.workflow_id, r.turn, r.id LIMIT 1
  ) FROM lanes CROSS JOIN {run} l WHERE l.id = lanes.id
),
found AS (
  SELECT r.id, r.priority, r.tenant_id, r.workflow_id, r.turn, r.priority AS beyond, 1 = 1 AS is_all, 1 = 1 AS is_followed
  FROM lanes CROSS JOIN {run} r
  WHERE r.id = lanes.id
)
"""

# Those of the found that may be claimed now, in order.
_OPEN = """
WITH RECURSIVE {found},
at_work AS (SELECT tenant_id, workflow_id, COUNT(*) AS runs FROM {run} WHERE status = 'running' GROUP BY tenant_id, workflow_id),
open_runs AS {materialized} (
  SELECT f.*, t.max_runs IS NOT NULL OR w.max_runs IS NOT NULL AS is_bounded
  FROM found f JOIN {tenant} t ON t.id = f.tenant_id JOIN {workflow} w ON w.id = f.workflow_id
    LEFT JOIN (SELECT tenant_id, SUM(runs) AS runs FROM at_work GROUP BY tenant_id) b ON b.tenant_id = f.tenant_id
    LEFT JOIN (SELECT workflow_id, SUM(runs) AS runs FROM at_work GROUP BY workflow_id) a ON a.workflow_id = f.workflow_id
  WHERE (f.is_all OR b.runs IS NULL OR f.priority > f.beyond)
    AND (t.max_runs IS NULL OR COALESCE(b.runs, 0) < t.max_runs)
    AND (w.max_runs IS NULL OR COALESCE(a.runs, 0) < w.max_runs)
    AND (f.turn = 0 OR NOT EXISTS (
      SELECT 1 FROM {run} e WHERE e.trigger_id = f.turn AND e.id < f.id AND e.status IN ('queued', 'running')
    ))
  ORDER BY {order}
)
"""
_FAIREST = "f.priority DESC, COALESCE(b.runs, 0), f.id"
_OLDEST = "f.id"
_FIRST = "SELECT id, is_bounded, is_followed FROM open_runs LIMIT 1"

# The first that nobody else is about to claim; in a lane without turns another one of it will do. The turn stands in a range and in
# the order so that no index but that of the lanes fits.
_FIRST_FREE = """
SELECT free.id, is_bounded, is_followed FROM open_runs o CROSS JOIN LATERAL (
  SELECT r.id FROM {run} r
  WHERE {waiting} AND r.priority = o.priority AND r.tenant_id = o.tenant_id AND r.workflow_id = o.workflow_id
    AND r.turn BETWEEN o.turn AND o.turn AND (o.turn = 0 OR r.id = o.id)
  ORDER BY r.turn, r.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
) free LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class NextRun:
    """A run that may be claimed, and whether its tenant or its workflow has a bound that must be looked at again under a lock."""

    id: int
    is_bounded: bool


def next_run(*, by_age: bool = False) -> NextRun | None:
    """Return the run that is to be claimed next, on PostgreSQL with its row locked until the transaction ends; None where none may be.

    The most urgent are first; among these, those of the tenant that has the fewest running runs, and then the oldest. Runs whose turn
    it is not, and those of a tenant or a workflow that has as many running as it may, are passed over. ``by_age`` asks for the oldest
    whatever its priority and its tenant.
    """
    for choosing in choices(by_age=by_age):
        with planning_cursor() as cursor:
            cursor.execute(planned(choosing))
            row = cursor.fetchone()
        if row:
            return NextRun(row[0], bool(row[1]))
    return None


@cache
def choices(*, by_age: bool, then: str | None = None) -> tuple[str, ...]:
    """Return the statements that choose a run, to be tried in order until one finds some.

    ``then`` is what follows the common table expressions instead of the choice itself, which is ``{chosen}`` in it.
    """
    can_skip = connection.features.has_select_for_update_skip_locked
    chosen = _FIRST_FREE if can_skip else _FIRST
    text = _OPEN + (then.replace("{chosen}", chosen) if then else chosen)
    names = {str(model._meta.model_name): connection.ops.quote_name(model._meta.db_table) for model in (Run, Tenant, Workflow)}
    words = {**names, "waiting": _WAITING, "head": HEAD, "materialized": "MATERIALIZED" if can_skip else ""}
    looks = ((_LANES, _OLDEST),) if by_age else ((_HEAD, _FAIREST), (_LANES, _FAIREST))
    return tuple(text.replace("{found}", found).format(order=order, **words) for found, order in looks)
