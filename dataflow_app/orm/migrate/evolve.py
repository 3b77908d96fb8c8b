"""Bringing tables to the shape of their models."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, models, transaction

from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.change import changed_types, new_fields, now_nullable, obsolete_columns
from dataflow_app.orm.migrate.editor import additive_editor
from dataflow_app.orm.migrate.table import Table, read_table

#: What PostgreSQL locks while tables are made, so that two processes do not make the same one.
ADVISORY_LOCK = 0x64617461666C6F77


def evolve(connection: Any, tables: Sequence[type[models.Model]]) -> None:
    """Create the tables that are missing and extend the others, in one transaction.

    Raises ``ModelError`` where a change would lose data; nothing has changed then.
    """
    with transaction.atomic(using=connection.alias):
        present = _lock_and_list(connection)
        with additive_editor(connection) as editor:
            for model in tables:
                if model._meta.db_table not in present:
                    editor.create_model(model)
        for model in tables:
            if model._meta.db_table in present:
                _extend(connection, model)


def _lock_and_list(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return set(connection.introspection.table_names(cursor))


def _extend(connection: Any, model: type[models.Model]) -> None:
    table = read_table(connection, model._meta.db_table)
    added, obsolete = new_fields(model, table), obsolete_columns(model, table)
    changed = [field for field, _ in changed_types(model, table, connection)]
    nullable = now_nullable(model, table)
    if connection.vendor == "sqlite" and table.is_empty and (added or obsolete or changed or nullable):
        _make_anew(connection, model)
        return
    with additive_editor(connection) as editor:
        for field in added:
            editor.add_field(model, field)
    _alter(connection, model, table, obsolete, changed, nullable)
    _add_indexes(connection, model, table)


def _make_anew(connection: Any, model: type[models.Model]) -> None:
    """Make an empty table again: SQLite can alter little, and there is nothing to lose."""
    with additive_editor(connection) as editor:
        editor.delete_model(model)
        editor.create_model(model)


def _alter(connection: Any, model: type[models.Model], table: Table, obsolete: list[str], changed: list[Any], nullable: list[Any]) -> None:
    if connection.vendor == "sqlite":
        if nullable:
            raise ModelError(
                f"{model.__name__}.{nullable[0].name} allows None now, but SQLite cannot take NOT NULL off a column that has data.",
                f"Keep the field as it was, or copy the table {model._meta.db_table} into a new one.",
            )
        return  # widths are only names on SQLite
    quote = connection.ops.quote_name
    steps = [f"DROP COLUMN {quote(name)}" for name in obsolete]
    for field in changed:
        kind = field.db_parameters(connection)["type"]
        using = "NULL" if table.is_empty else quote(field.column)
        steps.append(f"ALTER COLUMN {quote(field.column)} TYPE {kind} USING {using}::{kind}")
    steps += [f"ALTER COLUMN {quote(field.column)} DROP NOT NULL" for field in nullable]
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute(f"ALTER TABLE {quote(model._meta.db_table)} {step}")


def _add_indexes(connection: Any, model: type[models.Model], table: Table) -> None:
    with additive_editor(connection) as editor:
        for index in model._meta.indexes:
            if index.name not in table.constraints:
                editor.add_index(model, index)
        for constraint in model._meta.constraints:
            if constraint.name not in table.constraints:
                _add_constraint(editor, model, constraint)


def _add_constraint(editor: Any, model: type[models.Model], constraint: Any) -> None:
    """Add a unique constraint as an index, which SQLite can do without copying the table."""
    try:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and not constraint.condition:
            fields: list[Any] = [model._meta.get_field(name) for name in constraint.fields]
            columns = ", ".join(editor.quote_name(field.column) for field in fields)
            name, table = editor.quote_name(constraint.name), editor.quote_name(model._meta.db_table)
            editor.execute(f"CREATE UNIQUE INDEX {name} ON {table} ({columns})")
        else:
            editor.add_constraint(model, constraint)
    except IntegrityError as error:
        raise ModelError(
            f"The unique index {constraint.name} of {model.__name__} cannot be made: there are rows that are alike in it.",
            "Look for the rows that are there twice, or leave the index out.",
        ) from error
