"""Statements that go straight to the driver, past Django's cursors, and yet are seen by whatever watches statements."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

#: What sends a statement with rows through a cursor of the driver.
Send = Callable[[Any, str, Iterable[Any]], object]


def send_directly(connection: BaseDatabaseWrapper, statement: str, rows: Iterable[Any], send: Send) -> None:
    """Send a statement with rows, which are asked for as they are sent; raise Django's errors."""
    with connection.cursor() as cursor:
        execute: Any = partial(_execute, connection, getattr(cursor, "cursor", cursor), send)
        for wrapper in reversed(connection.execute_wrappers):
            execute = partial(wrapper, execute)
        execute(statement, rows, True, {"connection": connection, "cursor": cursor})


def _execute(connection: BaseDatabaseWrapper, cursor: Any, send: Send, statement: str, rows: Any, *_: Any) -> None:
    with connection.wrap_database_errors:
        send(cursor, statement, rows)
