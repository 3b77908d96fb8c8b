"""The indexes and constraints that a model has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.orm.migrate.table import RuleKind, Table


@dataclass(frozen=True, slots=True)
class Wanted:
    """An index or constraint of a model: ``sql`` makes it; ``name`` is empty where Django names it."""

    kind: RuleKind
    columns: tuple[str, ...]
    sql: str
    name: str = ""
    refers_to: tuple[str, str] | None = None

    def is_there(self, table: Table, names: frozenset[str]) -> bool:
        """Whether the table has it: by its name, or by what it is over where it has none (``names`` are those of the others)."""
        if self.name:
            return self.name in table.rules
        same = (each for each in table.rules.values() if each.name not in names and each.kind == self.kind)
        return any(set(each.columns) == set(self.columns) and self.refers_to in (None, each.refers_to) for each in same)

    def __str__(self) -> str:
        """Return what it is and over which columns."""
        what = f"{self.kind} {self.name}".strip() if self.kind == "index" else f"{self.kind} rule {self.name}".strip()
        return f"{what} ({', '.join(self.columns)})" if self.columns else what


def wanted_rules(connection: Any, model: type[models.Model]) -> list[Wanted]:
    """Return the indexes and constraints that a model has, apart from its key."""
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    named = [Wanted("index", _columns(model, each), _sql(each, model, editor), each.name) for each in model._meta.indexes]
    for each in model._meta.constraints:
        kind: RuleKind = "unique" if isinstance(each, models.UniqueConstraint) else "check"
        named.append(Wanted(kind, _columns(model, each), _sql(each, model, editor), each.name))
    return [*(each for each in named if each.sql), *_of_fields(connection, model, editor)]


def _sql(rule: Any, model: type[models.Model], editor: Any) -> str:
    """Return the SQL that makes a rule; an empty text where this database has no such thing (a remark says so)."""
    sql = str(rule.create_sql(model, editor) or "")
    return "" if sql.startswith("--") else sql


def _columns(model: type[models.Model], rule: Any) -> tuple[str, ...]:
    return tuple(_column(model, name.removeprefix("-")) for name in getattr(rule, "fields", ()))


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _of_fields(connection: Any, model: type[models.Model], editor: Any) -> Iterator[Wanted]:
    """Yield what fields ask for by ``unique``, ``db_index`` and ``check``, and foreign keys."""
    for names in model._meta.unique_together:
        together = [model._meta.get_field(name) for name in names]
        yield Wanted("unique", tuple(_column(model, name) for name in names), str(editor._create_unique_sql(model, together)))  # noqa: SLF001
    fields: Any = model._meta.local_concrete_fields
    for field in fields:
        column = (str(field.column),)
        if field.unique and not field.primary_key:
            yield Wanted("unique", column, str(editor._create_unique_sql(model, [field])))  # noqa: SLF001
        elif field.db_index and not field.primary_key:
            yield Wanted("index", column, str(editor._create_index_sql(model, fields=[field])))  # noqa: SLF001
        if field.remote_field and getattr(field, "db_constraint", True):
            to = field.target_field
            refers_to = (to.model._meta.db_table, str(to.column))
            yield Wanted("foreign key", column, "", refers_to=refers_to)
        # The check of JSON on SQLite is a part of the type, see ``type_of``.
        if field.db_parameters(connection)["check"] and not isinstance(field, models.JSONField):
            yield Wanted("check", column, "")
