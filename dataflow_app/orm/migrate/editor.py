"""Schema editors that work inside a transaction on SQLite too."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, cast

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dataflow_app.orm.migrate.table import Column

COPY = "dataflow_copy"


def schema_editor(connection: Any) -> AbstractContextManager[BaseDatabaseSchemaEditor]:
    """Return a schema editor for a connection.

    SQLite's own refuses to work in a transaction, because it copies whole tables with foreign keys unchecked. Creating tables,
    adding columns and adding indexes need no copy, and ``remake`` makes one that keeps every check.
    """
    base = connection.SchemaEditorClass
    if connection.vendor != "sqlite":
        return cast("AbstractContextManager[BaseDatabaseSchemaEditor]", base(connection))

    class InTransaction(base):  # type: ignore[misc, valid-type]
        __enter__ = BaseDatabaseSchemaEditor.__enter__
        __exit__ = BaseDatabaseSchemaEditor.__exit__
        # The column goes in with its default, as SQLite asks of one that is never null, and keeps it, for SQLite cannot take it away.
        add_field = BaseDatabaseSchemaEditor.add_field

        def skip_default_on_alter(self, field: Any) -> bool:  # noqa: ARG002 - Django's signature
            return True

    return cast("AbstractContextManager[BaseDatabaseSchemaEditor]", InTransaction(connection))


def remake(
    connection: Any, model: type[models.Model], values: Mapping[str, str], kept: Mapping[str, Column], left: list[tuple[str, str]]
) -> None:
    """Make SQLite's table of a model anew with the rows that it has: ``values`` says in SQL what becomes of which column.

    ``kept`` are the columns without a field that stay, ``left`` the indexes and triggers of others, as names and SQL. The rows are put
    aside and back into a table of the same name, so that other tables that refer to it go on doing so, and are checked in the end.
    """
    quote, table = connection.ops.quote_name, model._meta.db_table
    generated = {field.column for field in model._meta.local_concrete_fields if getattr(field, "generated", False)}
    filled = {name: sql for name, sql in values.items() if name not in generated} | {name: quote(name) for name in kept}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {COPY} AS SELECT * FROM {quote(table)}")  # noqa: S608 - a quoted name
        number = _last_number(cursor, table)
        cursor.execute(f"DROP TABLE {quote(table)}")
        with schema_editor(connection) as editor:
            editor.create_model(model)
        for name, column in kept.items():
            kind = (
                f"text NULL CHECK (JSON_VALID({quote(name)}) OR {quote(name)} IS NULL)" if column.type == "json" else f"{column.type} NULL"
            )
            cursor.execute(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(name)} {kind}")
        cursor.execute(_refill(quote(table), {quote(name): sql for name, sql in filled.items()}))
        cursor.execute(f"DROP TABLE {COPY}")
        _go_on_from(cursor, table, number)
        for name, sql in left:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(sql)


def _refill(table: str, values: Mapping[str, str]) -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {COPY}"  # noqa: S608 - quoted names


def _last_number(cursor: Any, table: str) -> int | None:
    """Return the highest number that SQLite ever gave to a row of a table, which no other row shall get; None where it does not count."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if cursor.fetchone() is None:
        return None
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    found = cursor.fetchone()
    return int(found[0]) if found else None


def _go_on_from(cursor: Any, table: str, number: int | None) -> None:
    if number is not None:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
