"""A row by its key in one statement, which is put together once for each model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.rows.output import Columns, selected_columns
from dataflow_app.orm.tenancy import rows_of


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL that wants the tenant (where the model has one) and the key; ``converters`` are Django's, by place."""

    sql: str
    converters: tuple[tuple[int, Sequence[Any], Any], ...]


_STATEMENTS: dict[tuple[BoundModel, bool, bool], _Statement] = {}
_MOST = 1_000


def has_plain_rows(bound: BoundModel) -> bool:
    """Whether which rows a model has is decided by us alone, and not by a manager of its own."""
    return bound.options.soft_delete or type(bound.model._default_manager).get_queryset is models.Manager.get_queryset


def row_by_key(bound: BoundModel, tenant: str | None, key: Any, *, include_deleted: bool) -> Columns | None:
    """Return the tenant's row with that key (a clean one), or None; of a model with plain rows only."""
    owner = tenant if bound.options.multi_tenant else None
    statement = _statement(bound, owner, key, include_deleted=include_deleted)
    connection = connections[bound.database]
    prepared = primary_key(bound).get_db_prep_value(key, connection)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [prepared] if owner is None else [owner, prepared])
        found = cursor.fetchone()
    return None if found is None else _columns(bound, list(found), statement, connection)


def _columns(bound: BoundModel, values: list[Any], statement: _Statement, connection: Any) -> Columns:
    for place, converters, expression in statement.converters:
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    names, readings = selected_columns(bound)
    for place, reading in enumerate(readings):
        if reading:
            values[place] = reading(values[place])
    return dict(zip(names, values, strict=True))


def _statement(bound: BoundModel, owner: str | None, key: Any, *, include_deleted: bool) -> _Statement:
    kind = (bound, owner is not None, include_deleted)
    if kind not in _STATEMENTS:
        if len(_STATEMENTS) >= _MOST:
            _STATEMENTS.clear()
        rows = rows_of(bound, owner, include_deleted=include_deleted).order_by().filter(pk=key)
        compiler = rows.query.get_compiler(bound.database)
        sql, _ = compiler.as_sql()
        found = compiler.get_converters([each[0] for each in compiler.select])
        _STATEMENTS[kind] = _Statement(sql, tuple((place, *each) for place, each in found.items()))
    return _STATEMENTS[kind]
