"""The steps that bring the indexes and constraints of a table to those of its model."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.obstacles import broken, in_the_way
from dataflow_app.orm.migrate.plan import Step
from dataflow_app.orm.migrate.record import Note
from dataflow_app.orm.migrate.table import Rule, Table
from dataflow_app.orm.migrate.wanted import Wanted, wanted_rules


def rule_steps(connection: Any, model: type[models.Model], table: Table, note: Note | None) -> Iterator[Step]:
    """Yield the steps for indexes and constraints: those that are gone, changed and new."""
    wanted = wanted_rules(connection, model)
    names = frozenset(each.name for each in wanted if each.name)
    noted = note.rules if note else {}
    changed = {each.name for each in wanted if each.name in table.rules and noted.get(each.name, each.sql) not in ("", each.sql)}
    for rule in table.rules.values():
        if rule.name in changed or (rule.name not in names and _is_gone(rule, wanted, noted)):
            yield _drop(model, rule)
    # A new column brings its own.
    old = [each for each in wanted if each.name or set(each.columns) <= set(table.columns)]
    for each in old:
        if each.name in changed or not each.is_there(table, names):
            yield _add(connection, model, table, each)


def _is_gone(rule: Rule, wanted: Sequence[Wanted], noted: Any) -> bool:
    """Whether a rule is one that was made with the model, and that the model has no more."""
    if rule.kind == "primary key":
        return False
    unnamed = [each for each in wanted if not each.name and set(each.columns) == set(rule.columns)]
    if rule.kind == "foreign key":
        return not any(each.refers_to == rule.refers_to for each in unnamed) and _is_field_of(rule, wanted, noted)
    if any(each.kind == rule.kind or (each.kind == "unique" and rule.kind == "index") for each in unnamed):
        return False
    return rule.name in noted


def _is_field_of(rule: Rule, wanted: Sequence[Wanted], noted: Any) -> bool:
    """Whether a foreign key is in the way: of a column that refers elsewhere now, or noted as ours."""
    return rule.name in noted or any(each.kind == "foreign key" and each.columns == rule.columns for each in wanted)


def _drop(model: type[models.Model], rule: Rule) -> Step:
    what = f"index {rule.name}" if rule.kind == "index" else f"{rule.kind} rule {rule.name}"
    return Step("take away", model._meta.db_table, f"drop the {what}", partial(_carry_out_drop, model, rule), remakes=not rule.is_index)


def _carry_out_drop(model: type[models.Model], rule: Rule, editor: Any) -> None:
    quote = editor.quote_name
    if rule.is_index:
        editor.execute(f"DROP INDEX IF EXISTS {quote(rule.name)}")
    else:
        editor.execute(f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT IF EXISTS {quote(rule.name)}")


def _add(connection: Any, model: type[models.Model], table: Table, wanted: Wanted) -> Step:
    refused, remedy = in_the_way(connection, model, table, wanted)
    inside = wanted.kind in ("check", "foreign key")
    return Step(
        "secure",
        model._meta.db_table,
        f"add the {wanted}",
        partial(_carry_out_add, model, wanted),
        refused=refused,
        remedy=remedy,
        remakes=inside,
        broken=broken(model, wanted),
    )


def _carry_out_add(model: type[models.Model], wanted: Wanted, editor: Any) -> None:
    if wanted.sql:
        editor.execute(wanted.sql, None)
        return
    field: Any = next(each for each in model._meta.local_concrete_fields if each.column == wanted.columns[0])
    if wanted.kind == "foreign key":
        editor.execute(editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s"), None)  # noqa: SLF001 - Django's own name
    else:
        name = editor._create_index_name(model._meta.db_table, [field.column], suffix="_check")  # noqa: SLF001
        editor.execute(editor._create_check_sql(model, name, field.db_parameters(editor.connection)["check"]), None)  # noqa: SLF001
