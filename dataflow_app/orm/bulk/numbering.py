"""The keys of new rows that the database counts."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.columns import primary_key


def is_counted(bound: BoundModel) -> bool:
    """Whether the database counts the model's keys."""
    return isinstance(primary_key(bound), models.AutoField)


def numbered(bound: BoundModel, block: Block) -> Block:
    """Return the rows with their keys, taken from where the database would take them; they may be used by nobody else from now on."""
    key = primary_key(bound)
    if key.attname in block.columns or not is_counted(bound) or not len(block):
        return block
    take = _from_sequence if connections[bound.database].vendor == "postgresql" else _above_all
    return block.with_columns({key.attname: take(bound, len(block))})


def _from_sequence(bound: BoundModel, count: int) -> Sequence[Any]:
    """Take numbers from the sequence; they are listed only where somebody else took some of those between."""
    # Materialized, or the sequence would be looked for once a number.
    statement = (
        "WITH sequence AS MATERIALIZED (SELECT CAST(pg_get_serial_sequence(%s, %s) AS regclass) AS name) "
        "SELECT min(n), max(n), CASE WHEN max(n) - min(n) >= count(*) THEN array_agg(n ORDER BY n) END "
        "FROM (SELECT nextval(name) AS n FROM sequence, generate_series(1, %s)) AS numbers"
    )
    with connections[bound.database].cursor() as cursor:
        cursor.execute(statement, [_quoted(bound), primary_key(bound).column, count])
        first, last, listed = cursor.fetchone()
    return listed or range(first, last + 1)


def _above_all(bound: BoundModel, count: int) -> Sequence[Any]:
    """Take the numbers above every number that the table has or had; SQLite has one writer, and this is its transaction."""
    connection = connections[bound.database]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({quote(str(primary_key(bound).column))}) FROM {_quoted(bound)}")  # noqa: S608 - quoted names of the model's own
        (top,) = cursor.fetchone()
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [bound.model._meta.db_table])
        had = cursor.fetchone()
    first = max(top or 0, had[0] if had else 0) + 1
    return range(first, first + count)


def _quoted(bound: BoundModel) -> str:
    return connections[bound.database].ops.quote_name(bound.model._meta.db_table)
