"""Rows into a table of SQLite, by one statement that is made ready once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from dataflow_app.orm.columns import AnyField


def insert_many(connection: BaseDatabaseWrapper, table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows, each with a value for each field as the driver takes it; raise Django's errors."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)  # noqa: S608 - quoted names of the model's own
