"""The keys of rows that were written already, so that a later row which is the same as one of them can name it.

Eight bytes a row and unique rule are kept: a number made of the key.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.unique_sets import unique_sets

Names = tuple[str, ...]


@dataclass(slots=True)
class Written:
    """The rows of the data that were written so far."""

    bound: BoundModel
    numbers: "array[int]" = field(init=False)
    keys: "dict[Names, array[int]]" = field(init=False)

    def __post_init__(self) -> None:
        """Begin with none, for every unique rule."""
        self.numbers = array("q")
        self.keys = {unique_names(self.bound, names): array("q") for names in unique_sets(self.bound)}

    def add(self, block: Block) -> None:
        """Remember rows; where the database gives a column its value, it is in nobody's way."""
        self.numbers.extend(block.numbers)
        for names, kept in self.keys.items():
            kept.extend(map(hash, block.keys(names)) if block.columns.keys() >= {*names} else repeat(0, len(block)))

    def find(self, names: Sequence[str], key: tuple[Any, ...]) -> int | None:
        """Return the number of the row that has this key; None where none has."""
        kept = self.keys.get(tuple(names))
        try:
            return self.numbers[kept.index(hash(key))] if kept is not None else None
        except ValueError:
            return None


def unique_names(bound: BoundModel, names: Names) -> Names:
    """Return the columns of a unique rule with the tenant, within which all but the primary key are unique."""
    return (TENANT, *names) if bound.options.multi_tenant and names != (bound.model._meta.pk.attname,) else names
