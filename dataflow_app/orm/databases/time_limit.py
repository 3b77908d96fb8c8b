"""A bound on the time that reading may take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connections, transaction

from dataflow_app.errors import NodeError

#: How many of SQLite's steps pass between two looks at the clock.
_STEPS = 10_000


@contextmanager
def time_limit(database: str, seconds: float) -> Iterator[None]:
    """Stop the reads in the ``with`` block after so many seconds; raise ``NodeError`` (``invalid_parameter``) then."""
    connection = connections[database]
    limited = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    try:
        with limited(connection, seconds):
            yield
    except OperationalError as error:
        if not any(sign in str(error) for sign in ("statement timeout", "interrupted")):
            raise
        message = f"The database took more than {seconds:g} seconds, and was stopped."
        raise NodeError("invalid_parameter", message, "Ask for less, or with simpler conditions.", port="filter") from error


@contextmanager
def _on_postgresql(connection: Any, seconds: float) -> Iterator[None]:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(int(seconds * 1000))])
        yield
        cursor.execute("SET LOCAL statement_timeout TO DEFAULT")


@contextmanager
def _on_sqlite(connection: Any, seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    end = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
