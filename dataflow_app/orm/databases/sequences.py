"""Numbers that PostgreSQL hands out, kept ahead of numbers that somebody chose."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from dataflow_app.orm.bound_model import BoundModel


def catch_up_sequence(bound: BoundModel, connection: BaseDatabaseWrapper) -> None:
    """Let the next row's number be above every number in the table; SQLite does so by itself."""
    key = bound.model._meta.pk
    if connection.vendor != "postgresql" or not isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
        return
    quote = connection.ops.quote_name
    table, column = quote(bound.model._meta.db_table), quote(str(key.column))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key.column])
        (sequence,) = cursor.fetchone()
        cursor.execute(
            f"SELECT setval(%s, top) FROM (SELECT max({column}) AS top FROM {table}) AS rows "  # noqa: S608 - quoted names of the model's own
            f"WHERE top > (SELECT last_value FROM {sequence})",
            [sequence],
        )
