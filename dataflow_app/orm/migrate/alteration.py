"""A column that is there, but not as its field says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.conversions import Conversion, conversion
from dataflow_app.orm.migrate.plan import Step
from dataflow_app.orm.migrate.table import Column, Table
from dataflow_app.orm.migrate.values import count, fill, type_of


@dataclass(frozen=True, slots=True)
class _Change:
    """A column and its field; ``how`` is None where the values mean nothing in the new type."""

    connection: Any
    model: type[models.Model]
    table: Table
    field: Any
    column: Column
    how: Conversion | None
    fill: str | None

    @property
    def current(self) -> str:
        """The column as it is called in the database now, quoted."""
        quoted: str = self.connection.ops.quote_name(self.column.name)
        return quoted

    def rows(self, condition: str) -> int:
        """Return in how many rows a condition over the column as it is called now holds."""
        return 0 if self.table.is_empty else count(self.connection, self.table.name, condition)


def alter(connection: Any, model: type[models.Model], table: Table, field: Any) -> Iterator[Step]:
    """Yield the step that gives a column the type and the nullability of its field, where it has others."""
    column = table.columns[str(field.column)]
    old, new = column.type, type_of(field, connection)
    if getattr(field, "generated", False) or (old == new and column.not_null == (not field.null)):
        return
    quoted = connection.ops.quote_name(field.column)
    how = Conversion("", quoted) if old == new else conversion(quoted, old, new, connection.vendor)
    change = _Change(connection, model, table, field, column, how, fill(field, connection))
    yield _step(change, old, new)


def _step(change: _Change, old: str, new: str) -> Step:
    lost = _lost(change, old, new)
    refused, remedy = _refused(change, lossy=bool(lost))
    value = _value(change, lossy=bool(lost))
    texts = [f"change its type from {old} to {new}"] if old != new else []
    if change.column.not_null != (not change.field.null):
        texts.append("allow NULL" if change.field.null else "allow NULL no more")
    text = f"column {change.field.column}: {' and '.join(texts)}"
    carry_out = partial(_carry_out, change, value, old != new)
    remedy = remedy or "Keep the old annotation, or add a field of another name and move the data."
    values = {str(change.field.column): value}
    return Step("change", change.model._meta.db_table, text, carry_out, lost, refused, remedy, remakes=True, values=values)


def _lost(change: _Change, old: str, new: str) -> str:
    """Return what would be lost, or an empty text."""
    if change.how and not change.how.fits:
        return ""
    fits = change.how.fits.replace(change.connection.ops.quote_name(change.field.column), change.current) if change.how else "1 = 0"
    rows = change.rows(f"{change.current} IS NOT NULL AND NOT ({fits})")
    if not rows:
        return ""
    return (
        f"{change.model.__name__}.{change.field.name} is now {new}, but the column in {change.table.name} is {old} and has data"
        f" that does not fit ({rows} row{'s' * (rows != 1)})."
    )


def _refused(change: _Change, *, lossy: bool) -> tuple[str, str]:
    """Return why the column cannot be changed at all and what to do about it: a value must be there, and there is none to put in."""
    name = f"{change.model.__name__}.{change.field.name}"
    if change.field.primary_key and lossy:
        return f"{name} is the key of its rows, and not all of them fit its new type.", "Give the class another name, and move the rows."
    if change.field.null or change.fill is not None:
        return "", ""
    rows = change.rows(f"{change.current} IS NULL") if not change.column.not_null else 0
    remedy = "Give the field a default, or allow None."
    if rows:
        return (
            f"{name} must have a value now, but {rows} row{'s' * (rows != 1)} of {change.table.name} ha{'ve' if rows != 1 else 's'} none.",
            remedy,
        )
    if lossy and not (change.how and change.how.cut):
        return (
            f"{_lost(change, change.column.type, type_of(change.field, change.connection))} Nothing could take its place.",
            f"Keep the old annotation. {remedy}",
        )
    return "", ""


def _value(change: _Change, *, lossy: bool) -> str:
    """Return the SQL of the new value."""
    how, missing = change.how, change.fill or "NULL"
    if how is None:
        value = "NULL"
    elif lossy:
        value = f"CASE WHEN {how.fits} THEN {how.value} ELSE {how.cut or 'NULL'} END"
    else:
        value = how.value
    required = not change.field.null and missing != "NULL"
    return f"coalesce({value}, {missing})" if required and (lossy or not change.column.not_null) else value


def _carry_out(change: _Change, value: str, retyped: bool, editor: Any) -> None:  # noqa: FBT001 - bound by the caller
    quoted, nullable = editor.quote_name(change.field.column), change.field.null
    kind = change.field.db_parameters(change.connection)["type"]
    alters = []
    if change.column.not_null and nullable:
        alters.append(f"ALTER COLUMN {quoted} DROP NOT NULL")
    if retyped or value != quoted:
        alters += [f"ALTER COLUMN {quoted} DROP DEFAULT", f"ALTER COLUMN {quoted} TYPE {kind} USING ({value})::{kind}"]
    if not change.column.not_null and not nullable:
        alters.append(f"ALTER COLUMN {quoted} SET NOT NULL")
    for each in alters:
        editor.execute(f"ALTER TABLE {editor.quote_name(change.model._meta.db_table)} {each}", None)
