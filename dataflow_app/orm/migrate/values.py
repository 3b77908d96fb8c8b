"""Types and values of columns, as SQL."""

from typing import Any

from django.db import models

from dataflow_app.orm.migrate.table import normal_type


def type_of(field: Any, connection: Any) -> str:
    """Return the type of a field's column as ``read_table`` would give it."""
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return "json"
    return digits_of(field, connection) or normal_type(field.db_parameters(connection)["type"] or "")


def digits_of(field: Any, connection: Any) -> str:
    """Return the type of a decimal with its digits, which SQLite does not keep; an empty text for any other column."""
    is_decimal = isinstance(field, models.DecimalField) and connection.vendor == "sqlite"
    return f"decimal({field.max_digits},{field.decimal_places})" if is_decimal else ""


def is_clock(field: Any) -> bool:
    """Whether a write sets the column to its time."""
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


def fill(field: Any, connection: Any) -> str | None:
    """Return the SQL of the value for rows that have none: the default (now, where a write sets the time), or NULL where that is allowed.

    None says that there is nothing.
    """
    if not (field.has_default() or is_clock(field)):
        return "NULL" if field.null else None
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    value = editor.effective_default(field)
    if value is None:
        return "NULL" if field.null else None
    if connection.vendor == "sqlite":
        return str(editor.quote_value(value))
    return f"{editor.quote_value(value)}::{field.db_parameters(connection)['type']}".replace("%%", "%")


def count(connection: Any, table: str, condition: str) -> int:
    """Return in how many rows of a table a condition (SQL) holds."""
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"SELECT count(*) FROM {quoted} WHERE {condition}")  # noqa: S608 - quoted names
        (found,) = cursor.fetchone()
    return int(found)
