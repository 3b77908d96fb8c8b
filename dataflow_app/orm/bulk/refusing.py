"""Which row of a block a database refused, and why, said in the words of the model."""

import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.keys import doubled
from dataflow_app.orm.bulk.remembering import Written, unique_names
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.integrity import taken, violated_columns, violation

Load = Callable[[Block], Any]

_LINE = re.compile(r"COPY .*, line (\d+)", re.ASCII)


def refused_row(bound: BoundModel, block: Block, error: IntegrityError, load: Load) -> int:
    """Return the place of the row that was refused: PostgreSQL says it, else it is looked for by loading again what is undone."""
    line = _LINE.search(getattr(getattr(error.__cause__, "diag", None), "context", None) or "")
    if line:
        return int(line[1]) - 1
    fine, refused = 0, len(block)
    while refused - fine > 1:
        middle = (fine + refused) // 2
        if _goes(bound, block.part(0, middle), load):
            fine = middle
        else:
            refused = middle
    return refused - 1


def _goes(bound: BoundModel, block: Block, load: Load) -> bool:
    try:
        with transaction.atomic(using=bound.database):
            load(block)
            transaction.set_rollback(True, using=bound.database)
    except IntegrityError:
        return False
    return True


def refusal(bound: BoundModel, block: Block, place: int, error: IntegrityError, written: Written) -> NodeError:
    """Return what is wrong with the row at that place, beside the rows before it; it names the earlier row that it is the same as."""
    names = violated_columns(bound, error)
    whole = unique_names(bound, names) if names else ()
    if not whole or not block.columns.keys() >= {*whole}:
        return violation(bound, error, {})
    key = tuple(block.columns[name][place] for name in whole)
    told = {name: value for name, value in zip(whole, key, strict=True) if name != TENANT}
    earlier = next((number for number, other in zip(block.numbers[:place], block.keys(whole), strict=False) if other == key), None)
    earlier = earlier or written.find(whole, key)
    return doubled(bound, earlier, block.numbers[place], told) if earlier else taken(bound, names, told)
