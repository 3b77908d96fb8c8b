"""One UPDATE statement, and what it says of the rows that it touched: found by their keys afterwards, not by a filter once more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, transaction
from django.db.models import F
from django.db.models.sql import UpdateQuery
from django.utils import timezone

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION, AnyField, by_name, columns
from dataflow_app.orm.tenancy import AnyRows

#: How many keys one statement names; SQLite takes 32,766 parameters.
NAMED = 5_000


def stamps(bound: BoundModel) -> dict[str, Any]:
    """Return what every update sets by itself: the next version, and the time of the last change."""
    changed = [field for field in columns(bound) if getattr(field, "auto_now", False)]
    times = {field.attname: timezone.now() if isinstance(field, models.DateTimeField) else timezone.localdate() for field in changed}
    return {**times, **({ROW_VERSION: F(ROW_VERSION) + 1} if bound.options.versioned else {})}


def update_rows(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any]) -> int:
    """Update the rows and return how many there were."""
    return models.QuerySet.update(rows.order_by(), **{**values, **stamps(bound)})


def update_returning(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Update the rows and return these columns of each, as they are then, in no order."""
    fields = [by_name(bound)[name] for name in names]
    connection = connections[bound.database]
    compiler = update_compiler(bound, rows, values)
    if compiler is None:
        return _update_then_read(bound, rows, values, names)
    try:
        statement, parameters = compiler.as_sql()
    except EmptyResultSet:
        return []
    returned = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    with transaction.mark_for_rollback_on_error(using=bound.database), connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING {returned}", parameters)
        found = cursor.fetchall()
    return _as_python(bound, compiler, fields, found)


def update_compiler(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any]) -> Any:
    """Return what compiles the statement; None where one cannot do it and tell: of rows in several tables, on old releases of SQLite."""
    query: Any = rows.order_by().query.chain(UpdateQuery)
    query.add_update_values({**values, **stamps(bound)})
    query.clear_select_clause()
    if query.related_updates or not connections[bound.database].features.can_return_columns_from_insert:
        return None
    return query.get_compiler(bound.database)


def _as_python(bound: BoundModel, compiler: Any, fields: Sequence[AnyField], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    converters = compiler.get_converters([field.get_col(bound.model._meta.db_table) for field in fields])
    return [tuple(row) for row in compiler.apply_converters(found, converters)] if converters else found


def _update_then_read(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Do so where one statement cannot."""
    keys = list(rows.order_by().select_for_update(of=("self",)).values_list("pk", flat=True))
    found: list[tuple[Any, ...]] = []
    for part in batches(keys, NAMED):
        same: AnyRows = models.QuerySet(bound.model, using=bound.database).filter(pk__in=part)
        update_rows(bound, same, values)
        found += same.values_list(*names)
    return found
