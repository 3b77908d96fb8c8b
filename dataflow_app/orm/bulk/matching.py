"""By which columns the rows of an upsert are matched, and that each row of the data has a key of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.keys import doubled
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.unique_sets import match_columns

Names = tuple[str, ...]
Key = tuple[Any, ...]


@dataclass(slots=True)
class Matching:
    """Tells the rows of a block apart; where rows that are there are left alone (``skips``), so are rows that the block has before.

    Those of several blocks are told apart by the database once they are staged (``Doubles``).

    ``names`` are the columns, with the tenant; none where any unique rule tells, None until a row is seen.
    """

    bound: BoundModel
    match_fields: Any
    skips: bool
    faults: RowFaults
    names: Names | None = None

    @property
    def told(self) -> Names:
        """The columns without the tenant."""
        return tuple(name for name in self.names or () if name != TENANT)

    def settle(self, blocks: Sequence[Block]) -> None:
        """Settle by which columns rows are matched, which the first rows tell unless ``match_fields`` does."""
        given = [dict.fromkeys(block.columns) for block in blocks if len(block)]
        if self.skips and self.match_fields is None:
            self.names = ()
        elif self.names is None and (given or self.match_fields is not None):
            matched = match_columns(self.bound, self.match_fields, given)
            self.names = (TENANT, *matched) if self.bound.options.multi_tenant and TENANT not in matched else matched

    def apart(self, block: Block) -> Block:
        """Return the rows that have a key of their own; where rows are updated, the others are faults."""
        names = self.names or ()
        lacking = [name for name in names if name not in block.columns]
        if not names or not len(block) or (lacking and self.skips):
            return block
        if lacking:
            self._lack(block, range(len(block)), lacking[0])
            return block.part(0, 0)
        keys = list(block.keys(names))
        if len(set(keys)) == len(keys) and not any(None in block.columns[name] for name in names):
            return block
        seen: dict[Key, int] = {}
        return block.at([place for place, key in enumerate(keys) if self._is_own(block, place, key, seen)])

    def _is_own(self, block: Block, place: int, key: Key, seen: dict[Key, int]) -> bool:
        """Whether no earlier row has the key; it is a fault where that matters."""
        names, number = self.names or (), block.numbers[place]
        if None in key:
            if not self.skips:
                self._lack(block, [place], names[key.index(None)])
            return self.skips
        earlier = seen.setdefault(key, number)
        if earlier != number and not self.skips:
            self.refuse(number, earlier, dict(zip(names, key, strict=True)))
        return earlier == number

    def refuse(self, number: int, earlier: int, key: Mapping[str, Any]) -> None:
        """Add the fault of a row that has the key of an earlier one."""
        told = {name: key[name] for name in self.told}
        self.faults.add(number, [doubled(self.bound, earlier, number, told)])

    def _lack(self, block: Block, places: Iterable[int], name: str) -> None:
        message = f"there is no '{name}', by which rows of {self.bound.name} are matched."
        for place in places:
            self.faults.add(block.numbers[place], [NodeError("invalid_parameter", message, "Give it a value in every row.", port=name)])
