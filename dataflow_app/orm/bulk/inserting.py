"""Rows into a table of SQLite, by one statement that is made ready once."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from dataflow_app.orm.bulk.direct import send_directly
from dataflow_app.orm.columns import AnyField


def insert_many(connection: BaseDatabaseWrapper, table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows, each with a value for each field as the driver takes it; raise Django's errors."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join("?" * len(fields))
    statement = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"  # noqa: S608 - quoted names of the model's own
    send_directly(connection, statement, rows, sqlite3.Cursor.executemany)
