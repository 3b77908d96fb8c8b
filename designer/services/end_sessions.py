"""End the database sessions of workers that fell silent."""

from collections.abc import Iterable

from django.db import connection

from designer.database_session import NAME, is_postgresql

_END = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = ANY(%s) AND xact_start IS NOT NULL
  AND datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


def end_sessions(owners: Iterable[str]) -> None:
    """End the transactions that these holders of leases left open, with the locks that their runs' next holders would wait for.

    PostgreSQL itself bounds how long it waits for the next statement, but not for the rest of one, such as the rows of a COPY.
    SQLite has no sessions to be ended: there a worker that is stopped in the middle of writing stops all others.
    """
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(_END, ([owner[-NAME:] for owner in owners],))
