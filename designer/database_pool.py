"""The pool of database connections of one process: how many it opens at most, and how long anybody waits for one."""

from collections.abc import Mapping
from typing import Any

#: Connections of a worker beside one for each run: the journal's pulse, the presence, nodes that run aside, a query that is cancelled.
BESIDE_RUNS = 4
#: How long a thread waits for a connection, in seconds: less than a lease, so that whoever cannot renew one learns it in time.
WAIT = 10.0
#: How long the pool tries to open one connection, in seconds; the next thread that asks begins a new try. psycopg's own five minutes
#: have pauses that double, and would go on long after a database that was restarted is back.
TRY = 9.0
#: How long a connection that nobody uses stays open, in seconds.
IDLE = 120.0


def pooled(database: Mapping[str, Any], *, most: int, behind_pgbouncer: bool = False) -> dict[str, Any]:
    """Return an entry of Django's ``DATABASES`` with a pool of at most that many connections; 0: a connection a thread, unbounded.

    A pool that is not used holds none. ``behind_pgbouncer`` leaves out what does not survive a pooler that hands out connections a
    transaction at a time: cursors that outlive one. SQLite opens a file a thread and has nothing to pool.
    """
    if not str(database["ENGINE"]).endswith("postgresql"):
        return dict(database)
    pool = {"min_size": 0, "max_size": most, "timeout": WAIT, "reconnect_timeout": TRY, "max_idle": IDLE}
    options = {**database["OPTIONS"], **({"pool": pool} if most else {})}
    return {**database, "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": behind_pgbouncer}
