"""A plain row by one INSERT, which is put together once for each model."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connections, models, transaction
from django.db.models.sql import InsertQuery

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import columns, primary_key

_SIGNALS = (models.signals.pre_save, models.signals.post_save)
_SAVING = ("save", "save_base", "_save_parents", "_save_table", "_do_insert")
_AS_THEY_ARE: dict[type, type] = {
    models.CharField: str,
    models.TextField: str,
    models.BigIntegerField: int,
    models.IntegerField: int,
    models.FloatField: float,
    models.BooleanField: bool,
}


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL that wants the values of these columns, and gives the key of the row.

    Beside each column stands the Python type whose values the driver takes as they are; ``object`` where there is none.
    """

    sql: str
    fields: tuple[tuple[Any, type], ...]


def is_saved_plainly(model: Any) -> bool:
    """Whether saving a row is Django's INSERT and nothing else: no parents, no ``save`` of the model's own, nobody who listens."""
    return _saves_as_django(model) and not any(signal.has_listeners(model) for signal in _SIGNALS)


def insert_row(bound: BoundModel, row: Any) -> None:
    """Do what ``row.save(force_insert=True)`` does, where that ``is_saved_plainly`` and the row has no key yet."""
    statement = _statement(bound)
    if statement is None:
        row.save(using=bound.database, force_insert=True)
        return
    connection = connections[bound.database]
    held = row.__dict__
    values: list[Any] = [
        value if type(value := held.get(field.attname)) is kind else field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field, kind in statement.fields
    ]
    with transaction.mark_for_rollback_on_error(using=bound.database), connection.cursor() as cursor:
        cursor.execute(statement.sql, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, bound.database


@lru_cache(maxsize=1024)
def _saves_as_django(model: Any) -> bool:
    own = any(getattr(model, name) is not getattr(models.Model, name) for name in _SAVING)
    return not (own or model._meta.parents) and type(model._base_manager) is models.Manager


@lru_cache(maxsize=1024)
def _statement(bound: BoundModel) -> _Statement | None:
    """Return the statement of a model whose database gives rows a number and nothing else; None for any other model."""
    key, connection = primary_key(bound), connections[bound.database]
    given = tuple(field for field in columns(bound) if field is not key)
    if not (isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField) and all(map(_is_given, given))):
        return None
    if not (given and connection.features.can_return_columns_from_insert):
        return None
    query = InsertQuery(bound.model)
    query.insert_values(given, [bound.model(**{field.attname: None for field in given})])
    compiler = query.get_compiler(bound.database)
    compiler.returning_fields = [key]
    ((sql, _),) = compiler.as_sql()
    return _Statement(sql, tuple((field, _AS_THEY_ARE.get(type(field), object)) for field in given))


def _is_given(field: Any) -> bool:
    """Whether the column's value comes from the row, as one parameter."""
    return not (isinstance(field, models.GeneratedField) or field.has_db_default() or hasattr(field, "get_placeholder"))
