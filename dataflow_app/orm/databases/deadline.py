"""A moment at which the statements of a piece of work are stopped."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connections, transaction

#: How many of SQLite's steps pass between two looks at the clock.
_STEPS = 10_000
#: PostgreSQL is told anew what time is left when it is less than this share of what it was told before.
_STALE = 0.9
#: The longest time that PostgreSQL knows, in milliseconds.
_LONGEST = 2_147_483_647


@contextmanager
def deadline(database: str, end: float) -> Iterator[None]:
    """Stop what this thread asks of the database in the ``with`` block at ``end`` (by ``time.monotonic``), with an ``OperationalError``.

    On PostgreSQL, the block is a transaction, or a part of one that can be undone by itself, and is undone where it raises. On
    SQLite, waiting for another writer is not stopped: that has a bound of its own.
    """
    connection = connections[database]
    with (_on_postgresql if connection.vendor == "postgresql" else _on_sqlite)(connection, end):
        yield


@contextmanager
def _on_postgresql(connection: Any, end: float) -> Iterator[None]:
    # Undoing the block undoes what it told PostgreSQL, too: the transaction around it is as it was before.
    with transaction.atomic(using=connection.alias):
        bound = _StatementTimeout(connection, end)
        with connection.execute_wrapper(bound):
            yield
        bound.lift()


class _StatementTimeout:
    """Tells PostgreSQL before each statement what time is left, where it does not know that well enough."""

    def __init__(self, connection: Any, end: float) -> None:
        self._connection, self._end, self._told = connection, end, 0.0
        self._tell(self._left())

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        left = self._left()
        if left < self._told * _STALE:
            self._tell(left)
        return execute(sql, params, many, context)

    def lift(self) -> None:
        """Let the rest of the transaction take its time."""
        self._connection.connection.execute("SET LOCAL statement_timeout TO DEFAULT")

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise OperationalError("The time is up.")
        return left

    def _tell(self, left: float) -> None:
        milliseconds = min(max(1, int(left * 1000)), _LONGEST)
        self._connection.connection.execute(f"SET LOCAL statement_timeout = {milliseconds}")
        self._told = left


@contextmanager
def _on_sqlite(connection: Any, end: float) -> Iterator[None]:
    connection.ensure_connection()
    raw = connection.connection
    raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
