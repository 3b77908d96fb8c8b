"""A database that has seen many runs: copies of one that ended, with its node runs and its events."""

import time

import psycopg

from tests.bench.engines.installation import Installation

#: Runs in one transaction.
_BATCH = 50_000


def fill(installation: Installation, count: int, *, flow: str) -> float:
    """Store so many copies of the last run of a workflow that succeeded; return the seconds that it took."""
    start = time.perf_counter()
    with psycopg.connect(installation.database, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        found = connection.execute(
            "SELECT max(id) FROM designer_run WHERE status = 'succeeded' AND workflow_id = "
            "(SELECT id FROM designer_workflow WHERE name = %s)",
            (flow,),
        ).fetchone()
        model = found[0] if found else 0
        for _ in range(0, count, _BATCH):
            _copy(connection, model)
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - start


def _copy(connection: psycopg.Connection, model: int) -> None:
    """Copy the run and what hangs on it, so many times, in one transaction."""
    with connection.transaction():
        columns = _columns(connection, "designer_run", "id")
        rows = connection.execute(
            f"INSERT INTO designer_run ({columns}) SELECT {columns} FROM designer_run, generate_series(1, {_BATCH}) "
            f"WHERE id = {model} RETURNING id".encode()
        ).fetchall()
        first, last = rows[0][0], rows[-1][0]
        for table in ("designer_noderun", "designer_event"):
            columns = _columns(connection, table, "id", "run_id")
            connection.execute(
                f"INSERT INTO {table} (run_id, {columns}) SELECT made.id, {columns} "
                f"FROM generate_series({first}, {last}) AS made (id), {table} WHERE run_id = {model}".encode()
            )


def _columns(connection: psycopg.Connection, table: str, *without: str) -> str:
    names = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        (table,),
    ).fetchall()
    return ", ".join(f'"{name}"' for (name,) in names if name not in without)
