"""Rows that may be there, checked and staged in temporary tables, from which they are merged with the model's own."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block, merged
from dataflow_app.orm.bulk.checking import check_rows, checked_parts
from dataflow_app.orm.bulk.doubles import Doubles
from dataflow_app.orm.bulk.filling import complete, filled, owned, times
from dataflow_app.orm.bulk.how import Upserting
from dataflow_app.orm.bulk.loading import load_numbered
from dataflow_app.orm.bulk.matching import Matching, Names
from dataflow_app.orm.bulk.merging import Merge
from dataflow_app.orm.bulk.referring import References
from dataflow_app.orm.bulk.row_faults import LOOKED_FOR, RowFaults
from dataflow_app.orm.bulk.staging import Staging
from dataflow_app.orm.bulk.streaming import can_stream
from dataflow_app.orm.columns import TENANT, primary_key


@dataclass(slots=True)
class Arrival:
    """The rows of one load as they come: batch after batch is staged, rows that give the same columns in one table."""

    bound: BoundModel
    tenant: str | None
    tables: Staging
    how: Upserting
    wanted: frozenset[str] | None
    leaves_out: bool
    faults: RowFaults = field(default_factory=RowFaults)
    merges: dict[Names, Merge] = field(default_factory=dict)
    count: int = 0
    _blocks: int = 0
    _references: References = field(init=False)
    _matching: Matching = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing known of the rows that are pointed at, and none of the data seen."""
        self._references = References(self.bound, self.tenant)
        self._matching = Matching(self.bound, self.how.match_fields, self.how.skips, self.faults)

    def stage(self, rows: Sequence[Any], first: int) -> None:
        """Check a batch and load it into staging tables; once there is a fault, what follows is only checked."""
        if self.faults.is_full and not self.leaves_out:
            return
        self.count += len(rows)
        blocks = self._checked(rows, first)
        if self.faults and not self.leaves_out:
            deque(blocks, maxlen=0)
            return
        for given, alike in groupby(filter(len, blocks), key=lambda block: tuple(sorted(block.columns))):
            self._load(given, alike)

    def _checked(self, rows: Sequence[Any], first: int) -> Iterator[Block]:
        """Yield the rows that have no fault; those of the first batch, which tell how rows are matched, all at once."""
        if self._matching.names is not None and can_stream(self.bound):
            return (
                self._apart(block) for part in checked_parts(self.bound, rows, first, self.faults) for block in merged(self._owned(part))
            )
        blocks = self._owned(merged(check_rows(self.bound, rows, first, self.faults)))
        self._matching.settle(blocks)
        return iter([self._apart(block) for block in blocks])

    def _owned(self, blocks: Sequence[Block]) -> list[Block]:
        return [owned(self.bound, self.tenant, block, self.faults) for block in blocks]

    def _apart(self, block: Block) -> Block:
        self._blocks += 1
        return self._matching.apart(self._references.checked(block, self.faults))

    def _load(self, given: Names, blocks: Iterator[Block]) -> None:
        """Load rows that give the same columns into their staging table, while those that follow are checked."""
        first = next(blocks)
        fits = bool(len(complete(self.bound, first.part(0, 1), RowFaults())))
        if not fits and not (self._matching.names and {*self._matching.names} <= {*given}):
            for block in chain([first], blocks):
                complete(self.bound, block, self.faults)  # nothing tells whether they are there, and they are no new rows
            return
        whole = self._whole(first, fits=fits)
        if given not in self.merges:
            self.merges[given] = self._plan(given, tuple(whole.columns), fits=fits)
        coming = chain([whole], (self._whole(block, fits=fits) for block in blocks))
        load_numbered(self.bound, coming, tuple(whole.columns), self.merges[given].table)

    def _whole(self, block: Block, *, fits: bool) -> Block:
        """Return the rows with all that they are inserted with, or where they are too few columns for that, changed with."""
        return filled(self.bound, block) if fits else block.with_columns(times(self.bound, len(block)))

    def part(self) -> None:
        """Refuse or leave out staged rows that are the same as one of an earlier block."""
        names = self._matching.names
        merges = [merge for given, merge in self.merges.items() if {*(names or ())} <= {*given}]
        if self._blocks <= 1 or not names or not merges or (self.faults and not self.leaves_out):
            return
        doubles = Doubles(merges, names)
        if not doubles.are_there():
            return
        if not self.how.skips:
            for row, earlier, key in doubles.told(None if self.leaves_out else LOOKED_FOR):
                self._matching.refuse(row, earlier, key)
        if self.how.skips or self.leaves_out:
            doubles.remove()

    def _plan(self, given: Names, staged: Names, *, fits: bool) -> Merge:
        kept = {*(self._matching.names or ()), primary_key(self.bound).attname, TENANT if self.bound.options.multi_tenant else ""}
        changed = tuple(name for name in given if name not in kept and (self.wanted is None or name in self.wanted))
        return Merge(
            bound=self.bound,
            staging=self.tables,
            table=self.tables.table(staged),
            match=self._matching.names or (),
            inserted=staged if fits else None,
            given=given,
            changed=() if self.how.skips else changed,
            times=tuple(name for name in times(self.bound, 1) if name in staged),
            keeps_keys=self.how.return_ids or self.bound.options.keeps_history,
        )
