"""One load of new rows: batch after batch is checked and written, so that no more than a batch is held."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import IntegrityError, connections, transaction

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block, joined, merged
from dataflow_app.orm.bulk.checking import checked_parts
from dataflow_app.orm.bulk.filling import complete, filled, owned
from dataflow_app.orm.bulk.history import record_loaded
from dataflow_app.orm.bulk.loading import load
from dataflow_app.orm.bulk.numbering import numbered
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.reading import read_batches
from dataflow_app.orm.bulk.referring import References
from dataflow_app.orm.bulk.refusing import refusal, refused_row
from dataflow_app.orm.bulk.remembering import Written
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.bulk.streaming import can_stream
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.databases.sequences import catch_up_sequence


@dataclass(slots=True)
class Creation:
    """One load of new rows."""

    bound: BoundModel
    tenant: str | None
    leaves_out: bool
    gives_ids: bool
    faults: RowFaults = field(default_factory=RowFaults)
    created: int = 0
    ids: list[Any] = field(default_factory=list)
    _keys: list[tuple[int, Any]] = field(default_factory=list)
    _references: References = field(init=False)
    _written: Written = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing written."""
        self._references = References(self.bound, self.tenant)
        self._written = Written(self.bound)

    def create(self, data: Any, size: int) -> Outcome:
        """Load batch after batch; once there is a fault, what follows is only checked."""
        for first, rows in read_batches(data, size):
            blocks = self._checked(rows, first)
            if self.leaves_out or not self.faults:
                self._write_all(blocks if self._streams else iter(list(blocks)))
                self._keep_ids()
            elif self.faults.is_full:
                break
            else:
                deque(blocks, maxlen=0)
        if not self.leaves_out:
            self.faults.raise_any(at_least=self.faults.is_full)
        return Outcome(created=self.created, failed=len(self.faults.rows), ids=self.ids, errors=self.faults.errors())

    @property
    def _streams(self) -> bool:
        """Whether rows can be checked while others are on their way: the database need not be asked for anything meanwhile."""
        return can_stream(self.bound) and not (self.gives_ids or self.bound.options.keeps_history)

    def _checked(self, rows: Sequence[Any], first: int) -> Iterator[Block]:
        """Yield the rows that have no fault, with all that they are inserted with."""
        bound, faults = self.bound, self.faults
        for blocks in checked_parts(bound, rows, first, faults):
            whole = [filled(bound, owned(bound, self.tenant, complete(bound, block, faults), faults)) for block in blocks]
            for block in merged(whole):
                yield self._references.checked(block, faults)

    def _write_all(self, blocks: Iterator[Block]) -> None:
        """Load blocks, those with the same columns by one statement."""
        for _, alike in groupby(filter(len, blocks), key=lambda block: block.columns.keys()):
            self._write(alike)

    def _write(self, blocks: Iterator[Block]) -> None:
        """Load blocks of the same columns, or what of them goes; remember what was."""
        sent: list[Block] = []
        try:
            with transaction.atomic(using=self.bound.database):
                keys = self._load(_kept(blocks, sent))
        except IntegrityError as error:
            self._refuse(joined([*sent, *blocks]), error)
            return
        self.created += sum(map(len, sent))
        if self.gives_ids:
            self._keys += zip((number for block in sent for number in block.numbers), keys, strict=True)
        for block in sent:
            self._written.add(block)
        if primary_key(self.bound).attname in sent[0].columns:
            catch_up_sequence(self.bound, connections[self.bound.database])

    def _load(self, blocks: Iterator[Block]) -> Sequence[Any]:
        """Load blocks and their history; return the keys of their rows where something asks for them."""
        bound = self.bound
        if self._streams:
            load(bound, blocks)
            return ()
        whole = joined(list(blocks))
        if self.gives_ids or bound.options.keeps_history:
            whole = numbered(bound, whole)
        load(bound, [whole])
        keys = whole.columns.get(primary_key(bound).attname, ())
        if bound.options.keeps_history:
            record_loaded(bound, keys, "+")
        return keys

    def _keep_ids(self) -> None:
        """Keep the keys of a batch in the order of its rows, which were written by their columns."""
        self.ids += [key for _, key in sorted(self._keys, key=itemgetter(0))]
        self._keys.clear()

    def _refuse(self, block: Block, error: IntegrityError) -> None:
        """Name the row that was refused; where such rows are left out, write the others, half by half."""
        if self.leaves_out and len(block) > 1:
            middle = len(block) // 2
            self._write(iter([block.part(0, middle)]))
            self._write(iter([block.part(middle, len(block))]))
            return
        place = refused_row(self.bound, block, error, lambda part: load(self.bound, [part]))
        self.faults.add(block.numbers[place], [refusal(self.bound, block, place, error, self._written)])
        if not self.leaves_out:
            self.faults.raise_any()


def _kept(blocks: Iterator[Block], kept: list[Block]) -> Iterator[Block]:
    for block in blocks:
        kept.append(block)
        yield block
