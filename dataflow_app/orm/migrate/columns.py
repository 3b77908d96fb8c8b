"""The steps that bring the columns of a table to those of its model."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.alteration import alter
from dataflow_app.orm.migrate.filling import add_with_own, field_of_rows, own_values
from dataflow_app.orm.migrate.plan import Step
from dataflow_app.orm.migrate.table import Table
from dataflow_app.orm.migrate.values import fill, is_clock, type_of

Field = Any


def column_steps(connection: Any, model: type[models.Model], table: Table, *, drops: bool) -> Iterator[Step]:
    """Yield the steps for the columns: those that are gone, changed and new.

    A column without a field that new rows need no value for is in nobody's way: it stays unless ``drops`` asks for a clean table.
    """
    fields = {str(field.column): field for field in model._meta.local_concrete_fields}
    for name, column in table.columns.items():
        if name in fields:
            yield from alter(connection, model, table, fields[name])
        elif column.not_null or drops:
            yield _gone(model, table, name)
    for name, field in fields.items():
        if name not in table.columns:
            yield _new(connection, model, table, field)


def _new(connection: Any, model: type[models.Model], table: Table, field: Field) -> Step:
    """Return the step that adds a column; one that rows which exist could not have is refused."""
    value = fill(field_of_rows(model, field), connection)
    own = own_values(connection, model, field, value)
    refused = remedy = ""
    if not table.is_empty and value is None and not _fills_itself(field):
        refused = f"{model.__name__}.{field.name} is new, but the table {table.name} has rows that would have no value for it."
        remedy = (
            "Give the field a default, or allow None; or say which one it was before: __dataflow__ = {'renamed': {'former_name': '%s'}}."
        )
        remedy %= field.name
    values = {} if _fills_itself(field) else {str(field.column): own.sql if own else value or "NULL"}
    add = partial(add_with_own, model, field, own) if own else partial(_add, model, field)
    text = f"add the column {field.column} ({type_of(field, connection)})"
    remakes = own is not None or _is_copied(field, value)
    return Step("add", model._meta.db_table, text, add, refused=refused, remedy=remedy, remakes=remakes, values=values)


def _is_copied(field: Field, value: str | None) -> bool:
    """Whether SQLite makes a table anew for a column.

    It adds no unique one; none that is filled and refers to another table, for it keeps the default; and none that is both filled
    and nullable, for Django leaves the default out there. The time of now is no default that it should keep.
    """
    filled = value not in (None, "NULL")
    return field.unique or is_clock(field) or (filled and bool(field.remote_field or field.null)) or _fills_itself(field)


def _add(model: type[models.Model], field: Field, editor: Any) -> None:
    editor.add_field(model, field)


def _fills_itself(field: Field) -> bool:
    return bool(getattr(field, "generated", False)) or field.has_db_default()


def _gone(model: type[models.Model], table: Table, name: str) -> Step:
    lost = f"The table {table.name} has data in the column {name}, for which {model.__name__} has no field any more."
    remedy = f"Keep the field; or, where it has another name now, say so: __dataflow__ = {{'renamed': {{'{name}': 'new_name'}}}}."
    carry_out = partial(_drop, model, name)
    text = f"drop the column {name}"
    lost = "" if table.is_empty else lost
    return Step("take away", model._meta.db_table, text, carry_out, lost, remedy=remedy, remakes=True, drops=name)


def _drop(model: type[models.Model], name: str, editor: Any) -> None:
    editor.execute(f"ALTER TABLE {editor.quote_name(model._meta.db_table)} DROP COLUMN {editor.quote_name(name)}")
