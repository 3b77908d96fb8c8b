"""The history of many rows at once: their states are copied from table to table by the database itself."""

from typing import Any, Literal

from django.db import connections, models
from django.utils import timezone

from dataflow_app.orm.acting import current_scope
from dataflow_app.orm.bound_model import BoundModel

Change = Literal["+", "~", "-"]


def record_states(bound: BoundModel, rows: "models.QuerySet[Any]", change: Change, reason: str | None = None) -> None:
    """Write the present states of ``rows`` to their history, in one statement; nothing where the model keeps none.

    It belongs into the transaction of the write: after rows were created (``+``) or updated (``~``), before they are deleted
    (``-``). Who acts, from where, and in which run and node, is the scope that acts; ``reason`` is that of the change.
    """
    history: Any = getattr(bound.model, "history", None)
    if history is None:
        return
    database = rows.db
    states = rows.order_by("pk").values_list(*(field.attname for field in recorded_fields(bound)))
    select, parameters = states.query.get_compiler(database).as_sql()
    statement, kept = recording(bound, connections[database], select, change, reason)
    with connections[database].cursor() as cursor:
        cursor.execute(statement, [*kept, *parameters])


def recorded_fields(bound: BoundModel) -> list[Any]:
    """Return the columns that the history of a model keeps, in its order: all but those that the database computes."""
    return [field for field in bound.model.history.model.tracked_fields if not isinstance(field, models.GeneratedField)]  # type: ignore[attr-defined]


def recording(bound: BoundModel, connection: Any, select: str, change: Change, reason: str | None) -> tuple[str, list[Any]]:
    """Return the statement that records what ``select`` gives (the recorded columns in order), and the parameters before those of it."""
    history: Any = bound.model.history.model  # type: ignore[attr-defined] # set by the audit log
    kept = _kept(history, change, reason)
    own = [field.column for field in recorded_fields(bound)]
    quoted = ", ".join(connection.ops.quote_name(name) for name in (*own, *kept))
    places = ", ".join(_place(history, name, connection) for name in kept)
    target = connection.ops.quote_name(history._meta.db_table)
    statement = f"INSERT INTO {target} ({quoted}) SELECT states.*, {places} FROM ({select}) AS states"  # noqa: S608 - names are quoted, values are parameters
    return statement, list(kept.values())


def _kept(history: Any, change: Change, reason: str | None) -> dict[str, Any]:
    """Return the values of the history's own columns, by column."""
    scope = current_scope()
    values = {
        "history_date": timezone.now(),
        "history_type": change,
        "history_change_reason": reason,
        "history_user_id": scope.actor,
        "history_run": scope.run,
        "history_node": scope.node,
        "history_address": scope.address,
        "history_session": scope.session,
    }
    fields = {name: history._meta.get_field(name) for name in values}
    connection = connections[history._base_manager.db]
    return {fields[name].column: fields[name].get_db_prep_save(value, connection) for name, value in values.items()}


def _place(history: Any, column: str, connection: Any) -> str:
    """Return the placeholder of a column's value; PostgreSQL must be told its type, for a SELECT says nothing of it."""
    field = next(field for field in history._meta.concrete_fields if field.column == column)
    return f"CAST(%s AS {field.db_type(connection)})" if connection.vendor == "postgresql" else "%s"
