"""What rows that are there already hold in a new column where they do not share one value."""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.editor import COPY
from dataflow_app.orm.migrate.values import is_clock


@dataclass(frozen=True, slots=True)
class OwnValues:
    """``sql`` gives the value of a row; without it ``make`` is called for each."""

    sql: str
    make: Callable[[], Any]


def field_of_rows(model: type[models.Model], field: Any) -> Any:
    """Return the field that a field of a history is about; any other field is about itself."""
    rows = getattr(model, "instance_type", None)
    return next((each for each in rows._meta.local_concrete_fields if each.name == field.name), field) if rows else field


def own_values(connection: Any, model: type[models.Model], field: Any, shared: str | None) -> OwnValues | None:
    """Return what each row gets where the default is a function that never gives the same; None where all get the ``shared`` value.

    The states of a history get what their row has got, and the ``shared`` value where it is gone.
    """
    source = field_of_rows(model, field)
    varies = _varies(source)
    if shared is None or (source is not field and not (varies or is_clock(source))):
        return None
    if source is not field:
        return OwnValues(_of_row(connection, model, source, shared), source.get_default)
    if not varies:
        return None
    is_sqlite = connection.vendor == "sqlite"
    return OwnValues(_function(connection, model, field) if is_sqlite else "", field.get_default)


def add_with_own(model: type[models.Model], field: Any, own: OwnValues, editor: Any) -> None:
    """Add a column to a table of PostgreSQL's, fill it, and only then ask of it what its field asks."""
    empty = copy.copy(field)
    empty.null, empty._unique, empty.db_index, empty.default = True, False, False, models.NOT_PROVIDED  # noqa: SLF001 - Django keeps ``unique`` there
    empty.auto_now = empty.auto_now_add = False
    editor.add_field(model, empty)
    table, column = (editor.quote_name(each) for each in (model._meta.db_table, field.column))
    if own.sql:
        editor.execute(f"UPDATE {table} SET {column} = {own.sql}")  # noqa: S608 - quoted names
    else:
        _fill_each(editor, model, field, own.make)
    editor.alter_field(model, empty, field)


def _fill_each(editor: Any, model: type[models.Model], field: Any, make: Callable[[], Any]) -> None:
    table, column, key = (editor.quote_name(each) for each in (model._meta.db_table, field.column, model._meta.pk.column))
    with editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table}")  # noqa: S608 - quoted names
        values = [(field.get_db_prep_save(make(), editor.connection), number) for (number,) in cursor.fetchall()]
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", values)  # noqa: S608 - likewise


def _varies(field: Any) -> bool:
    """Whether a default is a function whose values differ; the times of a moment count as one."""
    if not callable(field.default) or field.remote_field:
        return False
    value = field.get_default()
    return not isinstance(value, date | time) and bool(value != field.get_default())


def _of_row(connection: Any, model: Any, source: Any, shared: str) -> str:
    quote, rows = connection.ops.quote_name, source.model._meta
    states = quote(COPY if connection.vendor == "sqlite" else model._meta.db_table)
    key, column = quote(rows.pk.column), quote(source.column)
    return f"coalesce((SELECT own.{column} FROM {quote(rows.db_table)} AS own WHERE own.{key} = {states}.{key}), {shared})"  # noqa: S608 - quoted names


def _function(connection: Any, model: type[models.Model], field: Any) -> str:
    """Let SQLite call the default, and return the call."""
    name = re.sub(r"\W", "_", f"default_of_{model._meta.db_table}_{field.column}")
    connection.connection.create_function(name, 0, lambda: field.get_db_prep_save(field.get_default(), connection))
    return f"{name}()"
