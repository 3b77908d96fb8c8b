"""Noting what was made, once it is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from dataflow_app.orm.migrate.record import Note, digits_rule, write_notes
from dataflow_app.orm.migrate.survey import Survey
from dataflow_app.orm.migrate.table import read_table
from dataflow_app.orm.migrate.target import Target
from dataflow_app.orm.migrate.values import digits_of
from dataflow_app.orm.migrate.wanted import wanted_rules


def note_tables(connection: Any, targets: Sequence[Target], before: Survey, *, takes_over: bool) -> None:
    """Note the source and the rules of every table that is new, has changed, or was not noted yet."""
    changed = {step.table for step in before.plan}
    notes = {}
    for target in targets:
        old = before.notes.get(target.table) or _former(target, before.notes)
        keeps_owner = target.table in before.sharers and not takes_over
        source = old.source if old and (keeps_owner or not target.source) else target.source
        if old is None or target.table in changed:
            notes[target.table] = Note(source, _rules(connection, target, before, old))
        elif source != old.source:
            notes[target.table] = Note(source, old.rules)
    write_notes(connection, notes)


def _former(target: Target, notes: Mapping[str, Note]) -> Note | None:
    return next((notes[each] for each in target.former_tables if each in notes), None)


def _rules(connection: Any, target: Target, before: Survey, old: Note | None) -> dict[str, str]:
    """Return the rules of a table that are its model's: those that it wants, those that came with this change, and those noted before."""
    sql = {each.name: each.sql for each in wanted_rules(connection, target.model) if each.name}
    was_there = before.tables[target.table].rules if target.table in before.tables else {}
    noted = old.rules if old else {}
    now = read_table(connection, target.table).rules
    own = {name: sql.get(name, "") for name in now if name in sql or name in noted or name not in was_there}
    fields = target.model._meta.local_concrete_fields
    return own | {digits_rule(str(field.column)): digits for field in fields if (digits := digits_of(field, connection))}
