"""Blocks of rows into a table, by the fastest way of its database."""

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.copying import copy_rows
from dataflow_app.orm.bulk.inserting import insert_many
from dataflow_app.orm.bulk.stored import storing
from dataflow_app.orm.columns import by_name

#: The column of a staging table that holds the numbers of the rows.
ROW = "dataflow_row"
_ROW: "models.Field[int, int]" = models.BigIntegerField()
_ROW.set_attributes_from_name(ROW)


def load(bound: BoundModel, block: Block) -> None:
    """Load the rows into the model's table."""
    _load(bound, block, bound.model._meta.db_table, [by_name(bound)[name] for name in block.columns])


def load_numbered(bound: BoundModel, block: Block, table: str) -> None:
    """Load the rows with their numbers into a staging table."""
    columns = {ROW: block.numbers, **block.columns}
    _load(bound, Block(block.numbers, columns), table, [_ROW, *(by_name(bound)[name] for name in block.columns)])


def _load(bound: BoundModel, block: Block, table: str, fields: "list[models.Field[object, object]]") -> None:
    connection = connections[bound.database]
    stored = [storing(bound, field)(column) for field, column in zip(fields, block.columns.values(), strict=True)]
    fill = copy_rows if connection.vendor == "postgresql" else insert_many
    fill(connection, table, fields, zip(*stored, strict=True))
