"""Columns and tables that have another name now, where their class says so (``renamed``)."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.plan import Step
from dataflow_app.orm.migrate.record import move_note
from dataflow_app.orm.migrate.table import Table
from dataflow_app.orm.migrate.target import Target


def former_table(target: Target, present: Collection[str]) -> str | None:
    """Return the name that the target's table has now, where it is another one."""
    if target.table in present:
        return None
    return next((each for each in target.former_tables if each in present), None)


def rename_table(target: Target, former: str) -> Step:
    """Return the step that gives a table its new name."""

    def carry_out(editor: Any) -> None:
        quote = editor.quote_name
        editor.execute(f"ALTER TABLE {quote(former)} RENAME TO {quote(target.table)}")
        move_note(editor.connection, former, target.table)

    return Step("rename", target.table, f"rename the table {former}", carry_out)


def rename_columns(target: Target, table: Table, connection: Any) -> Iterator[tuple[Step, str, str]]:
    """Yield the steps that give columns their new names, with the former and the new name of each."""
    for field in target.model._meta.local_concrete_fields:
        former = _former_column(target, field, table)
        if former is None:
            continue
        drop_first = field.column in table.columns
        if drop_first and _has_values(connection, table, field.column):
            refused = f"{target.model.__name__}.{field.name} was {former}, says 'renamed', but {table.name} has both columns, with values."
            remedy = f"Move what is in {former} and drop it, or take '{former}' out of 'renamed'."
            yield (
                Step("rename", target.table, f"rename the column {former} to {field.column}", _nothing, refused=refused, remedy=remedy),
                former,
                "",
            )
            continue
        text = f"rename the column {former} to {field.column}"
        yield Step("rename", target.table, text, partial(_rename, target.table, former, field.column, drop_first)), former, field.column


def _former_column(target: Target, field: "models.Field[Any, Any]", table: Table) -> str | None:
    names = [old for old, new in target.renamed.items() if new == field.name]
    candidates = [each for name in names for each in (name, f"{name}_id")]
    known = {each.column for each in target.model._meta.local_concrete_fields}
    return next((each for each in candidates if each in table.columns and each not in known), None)


def _rename(table: str, former: str, name: str, drop_first: bool, editor: Any) -> None:  # noqa: FBT001 - bound by the caller
    quote = editor.quote_name
    if drop_first:
        editor.execute(f"ALTER TABLE {quote(table)} DROP COLUMN {quote(name)}")
    editor.execute(f"ALTER TABLE {quote(table)} RENAME COLUMN {quote(former)} TO {quote(name)}")


def _has_values(connection: Any, table: Table, column: str) -> bool:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {quote(table.name)} WHERE {quote(column)} IS NOT NULL LIMIT 1")  # noqa: S608 - quoted names
        return cursor.fetchone() is not None


def _nothing(_editor: Any) -> None:
    """Do nothing: the step that this belongs to is refused."""
