"""The history of rows: their states are copied from table to table by the database itself."""

from functools import lru_cache
from typing import Any, Literal

from django.db import connections, models
from django.utils import timezone

from dataflow_app.orm.acting import current_scope
from dataflow_app.orm.bound_model import BoundModel

Change = Literal["+", "~", "-"]
#: The history's own columns, in the order of ``_kept``.
KEPT = (
    "history_date",
    "history_type",
    "history_change_reason",
    "history_user_id",
    "history_run",
    "history_node",
    "history_address",
    "history_session",
)


def record_states(bound: BoundModel, rows: "models.QuerySet[Any]", change: Change, reason: str | None = None) -> None:
    """Write the present states of ``rows`` to their history, in one statement; nothing where the model keeps none.

    It belongs into the transaction of the write: after rows were created (``+``) or updated (``~``), before they are deleted
    (``-``). Who acts, from where, and in which run and node, is the scope that acts; ``reason`` is that of the change.
    """
    if not bound.options.keeps_history:
        return
    database = rows.db
    states = rows.order_by("pk").values_list(*(field.attname for field in recorded_fields(bound)))
    select, parameters = states.query.get_compiler(database).as_sql()
    _record(bound, database, select, parameters, change, reason)


def record_state(bound: BoundModel, database: str, key: Any, change: Change, reason: str | None = None) -> None:
    """Write the present state of the row of that key, as quickly as can be: ``save`` does it each time."""
    parameter = bound.model._meta.pk.get_db_prep_value(key, connections[database])
    _record(bound, database, _select_one(bound, database), (parameter,), change, reason)


def _record(bound: BoundModel, database: str, select: str, parameters: Any, change: Change, reason: str | None) -> None:
    statement, kept = recording(bound, connections[database], select, change, reason)
    with connections[database].cursor() as cursor:
        cursor.execute(statement, [*kept, *parameters])


@lru_cache(maxsize=1024)
def history_of(bound: BoundModel) -> Any:
    """Return the model of the states; ``model.history`` makes a manager of a new class each time that it is asked for."""
    return bound.model.history.model  # type: ignore[attr-defined] # set by the audit log


@lru_cache(maxsize=1024)
def recorded_fields(bound: BoundModel) -> tuple[Any, ...]:
    """Return the columns that the history of a model keeps, in its order: all but those that the database computes."""
    return tuple(field for field in history_of(bound).tracked_fields if not isinstance(field, models.GeneratedField))


def recording(bound: BoundModel, connection: Any, select: str, change: Change, reason: str | None) -> tuple[str, list[Any]]:
    """Return the statement that records what ``select`` gives (the recorded columns in order), and the parameters before those of it."""
    scope = current_scope()
    kept = (timezone.now(), change, reason, scope.actor, scope.run, scope.node, scope.address, scope.session)
    fields = _kept_fields(bound)
    values = [field.get_db_prep_save(value, connection) for field, value in zip(fields, kept, strict=True)]
    return f"{_insert(bound, connection.alias)} FROM ({select}) AS states", values


@lru_cache(maxsize=1024)
def _kept_fields(bound: BoundModel) -> tuple[Any, ...]:
    return tuple(history_of(bound)._meta.get_field(name) for name in KEPT)


@lru_cache(maxsize=1024)
def _insert(bound: BoundModel, database: str) -> str:
    connection = connections[database]
    fields = (*recorded_fields(bound), *_kept_fields(bound))
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(_place(field, connection) for field in _kept_fields(bound))
    target = connection.ops.quote_name(history_of(bound)._meta.db_table)
    return f"INSERT INTO {target} ({quoted}) SELECT states.*, {places}"


@lru_cache(maxsize=1024)
def _select_one(bound: BoundModel, database: str) -> str:
    quote, meta = connections[database].ops.quote_name, bound.model._meta
    key = quote(str(meta.pk.column))
    quoted = ", ".join(quote(field.column) for field in recorded_fields(bound))
    return f"SELECT {quoted} FROM {quote(meta.db_table)} WHERE {key} = %s"  # noqa: S608 - names are quoted, the key is a parameter


def _place(field: Any, connection: Any) -> str:
    """Return the placeholder of a column's value; PostgreSQL must be told its type, for a SELECT says nothing of it."""
    return f"CAST(%s AS {field.db_type(connection)})" if connection.vendor == "postgresql" else "%s"
