"""Rows that are in the way of a new index or constraint."""

from typing import Any

from django.db import models

from dataflow_app.orm.migrate.table import Table
from dataflow_app.orm.migrate.values import count
from dataflow_app.orm.migrate.wanted import Wanted


def in_the_way(connection: Any, model: type[models.Model], table: Table, wanted: Wanted) -> tuple[str, str]:
    """Return which rows break a new rule and what to do about them, where that can be known before."""
    quote = connection.ops.quote_name
    if table.is_empty or not wanted.columns or not set(wanted.columns) <= set(table.columns):
        return "", ""
    columns = [quote(table.columns[each].name) for each in wanted.columns]
    if wanted.kind == "foreign key" and wanted.refers_to:
        return _without_target(connection, model, table, wanted, columns[0])
    if wanted.kind != "unique" or " WHERE " in wanted.sql or "(" in wanted.sql.partition("(")[2]:
        return "", ""
    filled = " AND ".join(f"{each} IS NOT NULL" for each in columns)
    twice = f"SELECT 1 FROM {quote(table.name)} WHERE {filled} GROUP BY {', '.join(columns)} HAVING count(*) > 1"  # noqa: S608 - quoted names
    return _alike(model, wanted) if count(connection, table.name, f"EXISTS ({twice})") else ("", "")


def broken(model: type[models.Model], wanted: Wanted) -> tuple[str, str]:
    """Return what to say where rows turn out to break a new rule."""
    if wanted.kind == "unique":
        return _alike(model, wanted)
    return f"The {wanted} of {model.__name__} cannot be made: there are rows that break it.", "Correct those rows first, or leave it out."


def _alike(model: type[models.Model], wanted: Wanted) -> tuple[str, str]:
    name = wanted.name or f"over {', '.join(wanted.columns)}"
    refused = f"The unique index {name} of {model.__name__} cannot be made: there are rows that are alike in it."
    return refused, "Look for the rows that are there twice, or leave the index out."


def _without_target(connection: Any, model: type[models.Model], table: Table, wanted: Wanted, column: str) -> tuple[str, str]:
    to, key = wanted.refers_to or ("", "")
    quote = connection.ops.quote_name
    if to not in connection.introspection.table_names():
        return "", ""
    targets = f"SELECT 1 FROM {quote(to)} AS target WHERE target.{quote(key)} = {quote(table.name)}.{column}"  # noqa: S608 - quoted names
    rows = count(connection, table.name, f"{column} IS NOT NULL AND NOT EXISTS ({targets})")
    return _astray(model, wanted, f"{rows} row{'s' * (rows != 1)} of {table.name}") if rows else ("", "")


def _astray(model: type[models.Model], wanted: Wanted, rows: str) -> tuple[str, str]:
    to, _ = wanted.refers_to or ("", "")
    message = f"{model.__name__}.{wanted.columns[0]} refers to {to} now, where {rows} find nothing."
    return message, "Correct those rows first, or give the field another name."
