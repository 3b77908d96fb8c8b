"""An update and the history of what it touched, without a key of the rows ever leaving the database."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, transaction

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.history.states import record_states, recorded_fields, recording
from dataflow_app.orm.key_sets import json_keys
from dataflow_app.orm.tenancy import AnyRows
from dataflow_app.orm.updates.statement import update_compiler, update_rows

Recorded = tuple[int, list[Any]]


def update_recorded(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any], reason: str | None, *, with_keys: bool) -> Recorded | None:
    """Update the rows and record their states; return how many there were, and their keys where asked for.

    None where the database cannot do it: nothing is written then.
    """
    if connections[bound.database].vendor == "postgresql":
        return _in_one_statement(bound, rows, values, reason, with_keys=with_keys)
    return _by_kept_keys(bound, rows, values, reason, with_keys=with_keys)


def _in_one_statement(
    bound: BoundModel, rows: AnyRows, values: Mapping[str, Any], reason: str | None, *, with_keys: bool
) -> Recorded | None:
    """Insert what PostgreSQL's UPDATE returns."""
    connection = connections[bound.database]
    compiler = update_compiler(bound, rows, values)
    if compiler is None:
        return None
    try:
        update, parameters = compiler.as_sql()
    except EmptyResultSet:
        return 0, []
    quote, key = connection.ops.quote_name, _quoted_key(bound, connection)
    returned = ", ".join(quote(field.column) for field in recorded_fields(bound))
    insert, kept = recording(bound, connection, f"SELECT * FROM touched ORDER BY {key}", "~", reason)  # noqa: S608 - a quoted name
    statement = f"WITH touched AS ({update} RETURNING {returned}) {insert}{f' RETURNING {key}' if with_keys else ''}"
    with transaction.mark_for_rollback_on_error(using=bound.database), connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *kept])
        return cursor.rowcount, [row[0] for row in cursor.fetchall()] if with_keys else []


def _by_kept_keys(bound: BoundModel, rows: AnyRows, values: Mapping[str, Any], reason: str | None, *, with_keys: bool) -> Recorded | None:
    """Keep the keys as a text of SQLite's own, between two statements that no other writer can come between."""
    connection, key = connections[bound.database], primary_key(bound)
    if isinstance(key, models.BinaryField):
        return None
    try:
        found, parameters = rows.order_by().values_list("pk").query.get_compiler(bound.database).as_sql()
    except EmptyResultSet:
        return 0, []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH found(pk) AS ({found}) SELECT json_group_array(pk) FROM found", parameters)  # noqa: S608 - Django's statement
        (listed,) = cursor.fetchone()
    count = update_rows(bound, rows, values)
    record_states(bound, models.QuerySet(bound.model, using=bound.database).filter(pk__in=json_keys(listed)), "~", reason)
    return count, [key.to_python(each) for each in json.loads(listed)] if with_keys else []


def _quoted_key(bound: BoundModel, connection: Any) -> str:
    """Return the quoted name of the primary key's column."""
    return str(connection.ops.quote_name(str(primary_key(bound).column)))
