"""Blocks of rows into a table, by the fastest way of its database."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.copying import copy_rows
from dataflow_app.orm.bulk.inserting import insert_many
from dataflow_app.orm.bulk.stored import storing
from dataflow_app.orm.columns import AnyField, by_name

#: The column of a staging table that holds the numbers of the rows.
ROW = "dataflow_row"
_ROW: "models.Field[int, int]" = models.BigIntegerField()
_ROW.set_attributes_from_name(ROW)


def load(bound: BoundModel, blocks: Iterable[Block]) -> None:
    """Load rows into the model's table; blocks have the same columns, and are asked for while those before them are on their way."""
    coming = iter(blocks)
    first = next(coming, None)
    if first is not None:
        _load(bound, bound.model._meta.db_table, [by_name(bound)[name] for name in first.columns], chain([first], coming))


def load_numbered(bound: BoundModel, blocks: Iterable[Block], names: Sequence[str], table: str) -> None:
    """Load rows of these columns with their numbers into a staging table; blocks are asked for as above."""
    numbered = (Block(block.numbers, {ROW: block.numbers, **{name: block.columns[name] for name in names}}) for block in blocks)
    _load(bound, table, [_ROW, *(by_name(bound)[name] for name in names)], numbered)


def _load(bound: BoundModel, table: str, fields: Sequence[AnyField], blocks: Iterable[Block]) -> None:
    connection = connections[bound.database]
    stores = [storing(bound, field) for field in fields]
    rows = (zip(*(store(column) for store, column in zip(stores, block.columns.values(), strict=True)), strict=True) for block in blocks)
    fill = copy_rows if connection.vendor == "postgresql" else insert_many
    fill(connection, table, fields, chain.from_iterable(rows))
