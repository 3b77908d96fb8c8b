"""Rows into a table of PostgreSQL by COPY: in the binary form where the type of every column is known, else as text."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from dataflow_app.orm.bulk.direct import send_directly
from dataflow_app.orm.columns import AnyField

#: PostgreSQL's types as the driver calls them, by how Django declares columns.
_TYPES = {
    "smallint": "int2", "integer": "int4", "bigint": "int8", "boolean": "bool", "double precision": "float8", "numeric": "numeric",
    "varchar": "varchar", "text": "text", "uuid": "uuid", "date": "date", "time": "time", "interval": "interval", "bytea": "bytea",
    "timestamp with time zone": "timestamptz", "jsonb": "jsonb",
}  # fmt: skip


def copy_rows(connection: BaseDatabaseWrapper, table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> None:
    """Copy the rows, each with a value for each field as the driver takes it, into a table; raise Django's errors."""
    quote = connection.ops.quote_name
    types = _types(connection, fields)
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(table)} ({names}) FROM STDIN{' (FORMAT BINARY)' if types else ''}"
    send_directly(connection, statement, rows, partial(_copy, types))


def _copy(types: list[str], cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        if types:
            copy.set_types(types)
        write = copy.write_row
        for row in rows:
            write(row)


def _types(connection: BaseDatabaseWrapper, fields: Sequence[AnyField]) -> list[str]:
    """Return the driver's names of the columns' types; none where one of them is not known."""
    found = [_TYPES.get((field.db_type(connection) or "").partition("(")[0]) for field in fields]
    if None in found or (not settings.USE_TZ and any(isinstance(field, models.DateTimeField) for field in fields)):
        return []
    return [name for name in found if name]
