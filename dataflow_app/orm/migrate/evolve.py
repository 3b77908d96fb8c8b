"""Bringing tables to the shape of their models."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.editor import remake, schema_editor
from dataflow_app.orm.migrate.notes import note_tables
from dataflow_app.orm.migrate.plan import Plan, Step
from dataflow_app.orm.migrate.record import ensure_notes
from dataflow_app.orm.migrate.sharing import check_sharing
from dataflow_app.orm.migrate.survey import Survey, remaking, survey
from dataflow_app.orm.migrate.target import Target

#: What PostgreSQL locks while tables are made, so that two processes do not make the same one.
ADVISORY_LOCK = 0x64617461666C6F77


def evolve(connection: Any, targets: Sequence[Target], *, allow_data_loss: bool, takes_over: bool) -> Plan:
    """Create the tables that are missing and change the others, in one transaction, and return what was done.

    Raises ``ModelError`` where that would lose data and may not, and where a table belongs to another program, unless this one
    ``takes_over``; nothing has changed then.
    """
    found = survey(connection, targets, drops=allow_data_loss)
    if not found.plan and not _is_news(found, targets, takes_over=takes_over):
        check_sharing(found, takes_over=takes_over)
        return found.plan
    with transaction.atomic(using=connection.alias):
        _lock(connection)
        # Another process may have done it meanwhile.
        found = survey(connection, targets, drops=allow_data_loss)
        check_sharing(found, takes_over=takes_over)
        found.plan.check(allow_data_loss=allow_data_loss)
        _carry_out(connection, targets, found)
        note_tables(connection, targets, found, takes_over=takes_over)
    return found.plan


def _is_news(found: Survey, targets: Sequence[Target], *, takes_over: bool) -> bool:
    """Whether there is something to note: a table that is not in the notes, or a program that has moved."""
    for target in targets:
        note = found.notes.get(target.table)
        if note is None:
            return True
        if target.source not in ("", note.source) and (takes_over or target.table not in found.sharers):
            return True
    return False


def _lock(connection: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    ensure_notes(connection)


def _carry_out(connection: Any, targets: Sequence[Target], found: Survey) -> None:
    if found.tables and found.plan and connection.vendor == "postgresql":
        _check_what_waits(connection)
    # In the order of the targets, for a history takes over what its rows have got.
    remade = set(remaking(found.plan.steps)) if connection.vendor == "sqlite" else set()
    copied = [target.table for target in targets if target.table in remade]
    first = [step for step in found.plan if step.phase in ("rename", "create")]
    with schema_editor(connection) as editor:
        for step in first:
            with _told(step):
                step.carry_out(editor)
    by_table = {target.table: target for target in targets}
    for table in copied:
        _remake(connection, by_table[table], found)
    for step in found.plan:
        if step not in first and step.table not in copied:
            with _told(step), schema_editor(connection) as editor:
                step.carry_out(editor)


def _check_what_waits(connection: Any) -> None:
    """Have deferred constraints checked now, for PostgreSQL alters no table while a check of its rows waits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _remake(connection: Any, target: Target, found: Survey) -> None:
    steps = [step for step in found.plan if step.table == target.table]
    table, quote = found.tables[target.table], connection.ops.quote_name
    known = {str(field.column) for field in target.model._meta.local_concrete_fields}
    values = {name: quote(name) for name in table.columns if name in known}
    for step in steps:
        values |= step.values
    dropped = {step.drops for step in steps}
    kept = {name: column for name, column in table.columns.items() if name not in known and name not in dropped}
    with _told(next((step for step in steps if step.broken), steps[0])):
        remake(connection, target.model, values, kept, _left(connection, target, found))
        connection.check_constraints([target.table])


def _left(connection: Any, target: Target, found: Survey) -> list[tuple[str, str]]:
    """Return the SQL of indexes and triggers on a table that others than its model made."""
    noted = found.notes[target.table].rules if target.table in found.notes else {}
    own = {*noted, *(each.name for each in (*target.model._meta.indexes, *target.model._meta.constraints))}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger') AND sql IS NOT NULL", [target.table]
        )
        return [(name, sql) for name, sql in cursor.fetchall() if name not in own]


@contextmanager
def _told(step: Step) -> Iterator[None]:
    """Say which step it was that the database refused."""
    try:
        yield
    except IntegrityError as error:
        raise ModelError(*(step.broken or (f"{step.table}: the database refuses to {step.text}: {_first_line(error)}.",))) from error
    except DatabaseError as error:
        remedy = "Nothing has changed. Make way for it in the database, or keep the class as it was."
        raise ModelError(f"{step.table}: the database refuses to {step.text}: {_first_line(error)}.", remedy) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
