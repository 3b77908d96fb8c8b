"""What must be done to a table so that it fits its model, or why it cannot be done."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import Column, Table, normal_type

#: Types that hold whatever the others held.
WIDER = {
    "bigint": ("integer", "smallint"),
    "integer": ("smallint",),
    "double precision": ("real",),
    "text": ("varchar",),
    "timestamp with time zone": ("date",),
}


def new_fields(model: type[models.Model], table: Table) -> list["models.Field[Any, Any]"]:
    """Return the fields without a column; raise ``ModelError`` for one that rows which exist could not have."""
    fields = [field for field in model._meta.local_concrete_fields if field.column not in table.columns]
    for field in fields:
        if not (table.is_empty or field.null or field.has_default() or field.has_db_default() or getattr(field, "generated", False)):
            raise ModelError(
                f"{model.__name__}.{field.name} is new, but the table {model._meta.db_table} has rows that would have no value for it.",
                "Give the field a default, or allow None.",
            )
    return fields


def obsolete_columns(model: type[models.Model], table: Table) -> list[str]:
    """Return the columns that no field has and that every new row would need; raise ``ModelError`` where they hold data.

    Other columns without a field are kept: they are in nobody's way.
    """
    known = {field.column for field in model._meta.local_concrete_fields}
    columns = [name for name, column in table.columns.items() if name not in known and column.not_null]
    if columns and not table.is_empty:
        raise ModelError(
            f"The table {model._meta.db_table} has data in the column {columns[0]}, for which {model.__name__} has no field any more.",
            f"Keep the field, or look at the data and drop the column: ALTER TABLE {model._meta.db_table} DROP COLUMN {columns[0]}",
        )
    return columns


def changed_types(model: type[models.Model], table: Table, connection: Any) -> Iterator[tuple["models.Field[Any, Any]", Column]]:
    """Yield the fields whose column has another type; raise ``ModelError`` where the new one may not hold what is there."""
    for field in model._meta.local_concrete_fields:
        column = table.columns.get(str(field.column))
        wanted = _type_of(field, connection)
        if column is None or column.type == wanted:
            continue
        if not table.is_empty and not _holds(wanted, column.type):
            raise ModelError(
                f"{model.__name__}.{field.name} is now {wanted}, but the column in {model._meta.db_table} is {column.type} and has data"
                " that might not fit.",
                "Keep the old annotation, or add a field of another name and move the data.",
            )
        yield field, column


def _type_of(field: Any, connection: Any) -> str:
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return "json"
    return normal_type(field.db_parameters(connection)["type"] or "")


def now_nullable(model: type[models.Model], table: Table) -> list["models.Field[Any, Any]"]:
    """Return the fields that allow None where their column does not."""
    required = {column.name for column in table.columns.values() if column.not_null}
    return [each for each in model._meta.local_concrete_fields if each.null and each.column in required]


def _holds(wider: str, narrower: str) -> bool:
    base, _, length = wider.partition("(")
    old, _, old_length = narrower.partition("(")
    if base == old == "varchar":
        return int(length.rstrip(")") or 10**9) >= int(old_length.rstrip(")") or 10**9)
    if base == old == "numeric":
        digits, places = (int(each) for each in length.rstrip(")").split(","))
        old_digits, old_places = (int(each) for each in old_length.rstrip(")").split(","))
        return places >= old_places and digits - places >= old_digits - old_places
    return old in WIDER.get(base, ())
