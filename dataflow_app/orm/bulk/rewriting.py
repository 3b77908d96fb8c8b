"""Rows of a block written over those of the table that have the same keys, by one statement."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.stored import storing
from dataflow_app.orm.columns import AnyField, by_name, primary_key
from dataflow_app.orm.updates.statement import stamps


def rewrite(bound: BoundModel, block: Block) -> None:
    """Give each row of the table, found by its key, the block's values of its columns; raise the versions and set the times of change."""
    connection = connections[bound.database]
    key = primary_key(bound)
    changed = [by_name(bound)[name] for name in block.columns if name != key.attname]
    stored = [storing(bound, field)(block.columns[field.attname]) for field in (*changed, key)]
    own, parameters = _own(bound, connection)
    types = [_type(field, connection) for field in (*changed, key)] if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        if types and not any("[" in each for each in types):
            statement = _from_arrays(bound, connection, changed, own, types)
            cursor.execute(statement, [*parameters, *map(list, stored)])
        else:
            rows = [(*parameters, *row) for row in zip(*stored, strict=True)]
            cursor.executemany(_row_by_row(bound, connection, changed, own), rows)


def _own(bound: BoundModel, connection: Any) -> tuple[list[str], list[Any]]:
    """Return what every update sets by itself, with the parameters of that."""
    quote = connection.ops.quote_name
    set_, parameters = [], []
    for name, value in stamps(bound).items():
        field = by_name(bound)[name]
        column = quote(str(field.column))
        if hasattr(value, "resolve_expression"):
            set_.append(f"{column} = {quote(bound.model._meta.db_table)}.{column} + 1")
        else:
            set_.append(f"{column} = %s")
            parameters.append(field.get_db_prep_save(value, connection))
    return set_, parameters


def _from_arrays(bound: BoundModel, connection: Any, changed: Sequence[AnyField], own: Iterable[str], types: Sequence[str]) -> str:
    """Return PostgreSQL's statement, which takes the values of a column as one array."""
    quote, table, key = connection.ops.quote_name, connection.ops.quote_name(bound.model._meta.db_table), primary_key(bound)
    set_ = [*own, *(f"{quote(str(field.column))} = given.c{place}" for place, field in enumerate(changed))]
    arrays = ", ".join(f"CAST(%s AS {each}[])" for each in types)
    names = ", ".join(f"c{place}" for place in range(len(types)))
    return (
        f"UPDATE {table} SET {', '.join(set_)} FROM unnest({arrays}) AS given({names}) "  # noqa: S608 - quoted names of the model's own
        f"WHERE {table}.{quote(str(key.column))} = given.c{len(changed)}"
    )


def _row_by_row(bound: BoundModel, connection: Any, changed: Sequence[AnyField], own: Iterable[str]) -> str:
    """Return the statement that is made ready once and run for each row."""
    quote, key = connection.ops.quote_name, primary_key(bound)
    set_ = [*own, *(f"{quote(str(field.column))} = %s" for field in changed)]
    return f"UPDATE {quote(bound.model._meta.db_table)} SET {', '.join(set_)} WHERE {quote(str(key.column))} = %s"  # noqa: S608 - likewise


def _type(field: AnyField, connection: Any) -> str:
    """Return the column's type without its length, which was checked and would only cut."""
    whole = field.db_type(connection) or "text"
    name, _, rest = whole.partition("(")
    return name + rest.partition(")")[2]
