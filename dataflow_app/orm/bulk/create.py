"""Many new rows, and what happens to those that are there already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import IntegrityError, connections, transaction

from dataflow_app.errors import NodeError
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block, merged
from dataflow_app.orm.bulk.checking import check_rows
from dataflow_app.orm.bulk.filling import complete, filled, owned
from dataflow_app.orm.bulk.history import record_loaded
from dataflow_app.orm.bulk.how import batch_size, leaves_out, resolved
from dataflow_app.orm.bulk.loading import load
from dataflow_app.orm.bulk.numbering import is_counted, numbered
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.reading import read_batches
from dataflow_app.orm.bulk.referring import References
from dataflow_app.orm.bulk.refusing import refusal, refused_row
from dataflow_app.orm.bulk.remembering import Written
from dataflow_app.orm.bulk.row_faults import RowFaults, in_batch
from dataflow_app.orm.bulk.upsert import Upserting, bulk_upsert
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.integrity import refusals
from dataflow_app.orm.sequences import catch_up_sequence
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Creating:
    """How rows are created: what happens to one whose unique columns another row has, and by which columns that is told.

    ``on_error`` says whether a row with a fault keeps all from being written (``abort``) or is left out (``skip``);
    ``return_ids`` whether the outcome holds the keys of the rows.
    """

    conflict_resolution: Any = None
    match_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None
    on_error: Any = None
    return_ids: bool = False

    def upserting(self, *, skips: bool) -> Upserting:
        """Return how rows are upserted, where that is what happens to one that is there."""
        return Upserting(self.match_fields, None, self.batch_size, self.tenant_id, self.on_error, self.return_ids, skips)


def bulk_create(bound: BoundModel, scope: Scope, data: Any, how: Creating) -> Outcome:
    """Create the rows that ``data``, a list or any other iterable, gives: all of them, or none where one cannot be."""
    resolution = resolved(how.conflict_resolution)
    if resolution == "error" and how.match_fields is not None:
        message = "match_fields says nothing where conflicts are errors."
        raise NodeError("invalid_parameter", message, "Set conflict_resolution.", port="match_fields")
    if resolution != "error":
        return bulk_upsert(bound, scope, data, how.upserting(skips=resolution == "skip"))
    work = Creation(bound, effective_tenant(bound, scope, how.tenant_id), leaves_out(how.on_error), how.return_ids)
    with acting(scope), refusals(bound), transaction.atomic(using=bound.database):
        return work.create(data, batch_size(how.batch_size))


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
                for block in blocks:
                    self._write(block)
            elif self.faults.is_full:
                break
        if not self.leaves_out:
            self.faults.raise_any(at_least=self.faults.is_full)
        return Outcome(created=self.created, failed=len(self.faults.rows), ids=self.ids, errors=self.faults.errors())

    def _checked(self, rows: Sequence[Any], first: int) -> list[Block]:
        """Return the rows that have no fault, with all that they are inserted with."""
        bound, faults = self.bound, self.faults
        checked = merged(check_rows(bound, rows, first, faults))
        whole = [filled(bound, owned(bound, self.tenant, complete(bound, block, faults), faults)) for block in checked]
        return [self._references.checked(block, faults) for block in merged(whole)]

    def _write(self, block: Block) -> None:
        """Load a block, or what of it goes; remember what was."""
        if not len(block):
            return
        try:
            with transaction.atomic(using=self.bound.database):
                keys = self._load(block)
        except IntegrityError as error:
            self._refuse(block, error)
            return
        self.created += len(block)
        self.ids += keys if self.gives_ids else ()
        self._written.add(block)

    def _load(self, block: Block) -> Sequence[Any]:
        """Load a block and its history; return the keys of its rows where something asks for them."""
        bound, key = self.bound, primary_key(self.bound).attname
        keeps = bound.options.keeps_history
        whole = numbered(bound, block) if self.gives_ids or keeps else block
        load(bound, whole)
        keys = whole.columns.get(key, ())
        if keeps:
            record_loaded(bound, keys, "+")
        if key in block.columns and is_counted(bound):
            catch_up_sequence(bound, connections[bound.database])
        return keys

    def _refuse(self, block: Block, error: IntegrityError) -> None:
        """Name the row that was refused; where such rows are left out, write the others, half by half."""
        if self.leaves_out and len(block) > 1:
            middle = len(block) // 2
            self._write(block.part(0, middle))
            self._write(block.part(middle, len(block)))
            return
        place = refused_row(self.bound, block, error, partial(load, self.bound))
        fault = refusal(self.bound, block, place, error, self._written)
        self.faults.add(block.numbers[place], [fault])
        if not self.leaves_out:
            raise in_batch(block.numbers[place], fault) from error
