"""Rows that point at others: those must be there, which is asked once for each of them."""

from dataclasses import dataclass, field
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.references import absent_keys, foreign_keys, reference_fault

#: So many keys that are known to be there are kept in mind.
_KEPT = 100_000


@dataclass(slots=True)
class References:
    """Checks the foreign keys of rows, and keeps in mind which keys were there."""

    bound: BoundModel
    tenant: str | None
    known: dict[str, set[Any]] = field(default_factory=dict)

    def checked(self, block: Block, faults: RowFaults) -> Block:
        """Return the rows that point at what is there; each of the others is a fault."""
        wrong: set[int] = set()
        for key in foreign_keys(self.bound):
            if key.attname in block.columns:
                wrong |= self._wrong(block, key, faults)
        return block.at([place for place in range(len(block)) if place not in wrong]) if wrong else block

    def _wrong(self, block: Block, key: Any, faults: RowFaults) -> set[int]:
        values = block.columns[key.attname]
        absent = self._absent(key, set(values))
        wrong = [place for place, value in enumerate(values) if value in absent] if absent else []
        for place in wrong:
            faults.add(block.numbers[place], [reference_fault(self.bound, key, values[place])])
        return set(wrong)

    def _absent(self, key: Any, wanted: set[Any]) -> set[Any]:
        known = self.known.setdefault(key.attname, {None})
        asked = wanted - known
        absent = absent_keys(self.bound, key, asked, self.tenant) if asked else set()
        if len(known) > _KEPT:
            known.intersection_update({None})
        known |= asked - absent
        return absent
