"""What new rows have without its being given: their owner, times, first version and the defaults of the class.

What the database fills in itself (keys that it counts, ``db_default``, computed columns) is left out.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.bulk.stored import is_known
from dataflow_app.orm.columns import TENANT, AnyField, columns, required_columns
from dataflow_app.orm.tenancy import within

Fill = Callable[[int], Sequence[Any]]


def owned(bound: BoundModel, tenant: str | None, block: Block, faults: RowFaults) -> Block:
    """Return the rows with their owner: the one that they name where that is allowed, else the work's own, else nobody."""
    if not bound.options.multi_tenant:
        return block
    if TENANT not in block.columns:
        return block.with_columns({TENANT: [tenant or ""] * len(block)})
    if tenant is None or set(block.columns[TENANT]) <= {tenant}:
        return block
    return _own(bound, tenant, block, faults)


def _own(bound: BoundModel, tenant: str, block: Block, faults: RowFaults) -> Block:
    strange = [place for place, owner in enumerate(block.columns[TENANT]) if owner != tenant]
    for place in strange:
        try:
            within(tenant, block.columns[TENANT][place], bound)
        except NodeError as fault:
            faults.add(block.numbers[place], [fault])
    return block.at([place for place in range(len(block)) if block.columns[TENANT][place] == tenant])


def complete(bound: BoundModel, block: Block, faults: RowFaults) -> Block:
    """Return the rows where they have every column that a new row needs; none of them where one lacks, each with a fault."""
    lacking = [field for field in required_columns(bound) if field.attname not in block.columns]
    for number in block.numbers if lacking else ():
        faults.add(
            number, [NodeError("invalid_parameter", f"{bound.name}.{field.name} is required.", port=field.name) for field in lacking]
        )
    return block.part(0, 0) if lacking else block


def filled(bound: BoundModel, block: Block) -> Block:
    """Return the rows with all columns that they are inserted with."""
    more = {name: fill(len(block)) for name, fill in _fills(bound).items() if name not in block.columns}
    whole = block.with_columns(more)
    return whole.with_columns({field.attname: _asked(bound, field, whole) for field in _asking(bound)})


def times(bound: BoundModel, count: int) -> dict[str, Sequence[Any]]:
    """Return the columns that are set to the time of each write, for so many rows."""
    return {field.attname: _fills(bound)[field.attname](count) for field in columns(bound) if getattr(field, "auto_now", False)}


@lru_cache(maxsize=1024)
def _fills(bound: BoundModel) -> dict[str, Fill]:
    return {field.attname: _fill(bound, field) for field in columns(bound) if not _is_left_to_the_database(field)}


def _is_left_to_the_database(field: AnyField) -> bool:
    return isinstance(field, models.GeneratedField | models.AutoField) or (field.has_db_default() and not field.has_default())


def _fill(bound: BoundModel, field: AnyField) -> Fill:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return lambda count: [field.pre_save(bound.model(), True)] * count
    if callable(field.default) and field.default not in (dict, list):
        return lambda count: [_default(field) for _ in repeat(None, count)]
    return lambda count: [_default(field)] * count


def _default(field: AnyField) -> Any:
    """Return the default as a checked value would be: that of the class may be an enum's member, or text of a number."""
    value = field.get_default()
    return field.get_prep_value(value) if is_known(type(field).get_prep_value) else value


@lru_cache(maxsize=1024)
def _asking(bound: BoundModel) -> tuple[AnyField, ...]:
    """Return the columns of fields from elsewhere that make their value themselves when a row is saved."""
    return tuple(field for field in columns(bound) if not is_known(type(field).pre_save))


def _asked(bound: BoundModel, field: AnyField, block: Block) -> list[Any]:
    names = tuple(block.columns)
    return [field.pre_save(bound.model(**dict(zip(names, values, strict=True))), True) for values in block.keys(names)]
