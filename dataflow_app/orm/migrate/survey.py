"""Looking at the tables of a database, to see what is to be done to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.orm.migrate.columns import column_steps
from dataflow_app.orm.migrate.plan import Plan, Step, in_order
from dataflow_app.orm.migrate.record import Note, digits_rule, other_owner, read_notes
from dataflow_app.orm.migrate.renames import former_table, rename_columns, rename_table
from dataflow_app.orm.migrate.rules import rule_steps
from dataflow_app.orm.migrate.table import Table, read_table
from dataflow_app.orm.migrate.target import Target


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: the plan, the tables that are there (by the names that they are to have), and the notes on them."""

    plan: Plan
    tables: Mapping[str, Table]
    notes: Mapping[str, Note]
    sharers: Mapping[str, str] = field(default_factory=dict)


def survey(connection: Any, targets: Sequence[Target], *, drops: bool) -> Survey:
    """Look at the tables of the targets; ``drops`` plans to drop columns, too, that could as well stay."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    notes = read_notes(connection, present)
    steps: list[Step] = []
    tables: dict[str, Table] = {}
    sharers: dict[str, str] = {}
    formers = {target.table: former for target in targets if (former := former_table(target, present))}
    for target in targets:
        former = formers.get(target.table)
        if target.table not in present and former is None:
            steps.append(_creation(target))
            continue
        note = notes.get(former or target.table)
        table = read_table(connection, former or target.table).referring({former: name for name, former in formers.items()})
        found, table = _steps(connection, target, table, note, drops=drops)
        steps += [*([rename_table(target, former)] if former else []), *found]
        tables[target.table] = table
        sharer = other_owner(target, note)
        if sharer:
            sharers[target.table] = sharer
    return Survey(in_order(steps), tables, notes, sharers)


def _creation(target: Target) -> Step:
    def carry_out(editor: Any) -> None:
        editor.create_model(target.model)

    return Step("create", target.table, "create the table", carry_out)


def _steps(connection: Any, target: Target, table: Table, note: Note | None, *, drops: bool) -> tuple[list[Step], Table]:
    """Return the steps for a table that exists, and the table as it is once its columns have their new names."""
    steps = []
    table = table.retyped({name: noted for name in table.columns if note and (noted := note.rules.get(digits_rule(name)))})
    for step, former, name in list(rename_columns(target, table, connection)):
        steps.append(step)
        table = table.renamed(former, name) if name else table
    steps += column_steps(connection, target.model, table, drops=drops)
    steps += rule_steps(connection, target.model, table, note)
    return steps, table


def remaking(steps: Sequence[Step]) -> Iterator[str]:
    """Yield the tables that SQLite cannot alter as those steps ask, and has to copy."""
    yield from dict.fromkeys(step.table for step in steps if step.remakes)
