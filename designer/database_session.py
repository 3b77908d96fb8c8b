"""The database session of a thread that executes runs: it lasts from run to run, has its statements planned, and bounds its silence."""

from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor

from designer.conf import options

#: Seconds for which the plan of a statement is kept. Tables that are new are small, and what suits a small table does not suit a large
#: one: PostgreSQL would keep to the plan until it counts the rows anew, a minute later.
PLAN_FOR = 5.0
#: Seconds that PostgreSQL waits for the next statement of a transaction. A worker that is stopped in the middle of one holds locks
#: that the next holder of its run may wait for; when it is ended, its lease has run out for as long again.
SILENCE = 2 * options().lease_seconds

#: How many of a session's name PostgreSQL keeps, in characters.
NAME = 63

#: The sessions that are settled, and the name of each.
_SETTLED: "WeakKeyDictionary[Any, str]" = WeakKeyDictionary()


def is_postgresql() -> bool:
    """Whether the runs' database is PostgreSQL; else it is SQLite, which has one writer."""
    return connection.vendor == "postgresql"


def settle_session(owner: str = "") -> None:
    """Open this thread's session where it is not open yet, let it outlast the task, and bound its silence; call it outside transactions.

    PostgreSQL knows it by the ``owner`` of the lease that it works under from then on.
    """
    connection.ensure_connection()
    # Celery closes what has an age after each task; a new connection costs more than a short run.
    connection.close_at = None
    session: Any = connection.connection
    # Behind a pooler that lends connections by the transaction, a session keeps neither settings nor statements.
    if not is_postgresql() or connection.in_atomic_block or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return
    if session not in _SETTLED:
        session.prepare_threshold = 0
        _tell("idle_in_transaction_session_timeout", f"{SILENCE}s")
        _SETTLED[session] = ""
    if owner and _SETTLED[session] != owner:
        _tell("application_name", owner[-NAME:])
        _SETTLED[session] = owner


def _tell(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", (setting, value))


def planning_cursor() -> CursorWrapper:
    """Return a cursor that has PostgreSQL keep the plans of its statements; for those that are ``planned``.

    Django's own cursors send the values within the text, so that each statement is read and planned anew.
    """
    settle_session()
    if not is_postgresql():
        return connection.cursor()
    own: Any = Cursor(connection.connection)
    return connection.make_cursor(own)


def planned(statement: str) -> str:
    """Return the statement with a mark that changes every five seconds, and with it the plan."""
    return f"{statement} /* {monotonic() // PLAN_FOR:.0f} */"
