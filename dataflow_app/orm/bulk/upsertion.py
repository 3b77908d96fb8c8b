"""One load of rows that may be there: staged first, and then merged by the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connections, transaction
from django.db.models.expressions import RawSQL

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block, merged
from dataflow_app.orm.bulk.checking import check_rows
from dataflow_app.orm.bulk.filling import complete, filled, owned, times
from dataflow_app.orm.bulk.loading import load_numbered
from dataflow_app.orm.bulk.matching import Matching, Names
from dataflow_app.orm.bulk.merging import Merge
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.referring import References
from dataflow_app.orm.bulk.row_faults import RowFaults, in_batch
from dataflow_app.orm.bulk.rules import rule_for
from dataflow_app.orm.bulk.staging import Staging
from dataflow_app.orm.columns import TENANT, primary_key
from dataflow_app.orm.history_states import Change, record_states
from dataflow_app.orm.integrity import taken, violated_columns, violation
from dataflow_app.orm.recorded import plain_rows
from dataflow_app.orm.sequences import catch_up_sequence


@dataclass(frozen=True, slots=True)
class Upserting:
    """How rows are matched, and which columns of a row that is there are updated: those given, unless ``update_fields`` names some.

    With ``skips`` a row that is there is left alone. ``on_error`` says whether a row with a fault keeps all from being written
    (``abort``) or is left out (``skip``); ``return_ids`` whether the outcome holds the keys of the rows.
    """

    match_fields: Any = None
    update_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None
    on_error: Any = None
    return_ids: bool = False
    skips: bool = False


@dataclass(slots=True)
class Upsertion:
    """One load of rows that may be there: all of them are staged, and then merged, those that give the same columns at once."""

    bound: BoundModel
    tenant: str | None
    tables: Staging
    how: Upserting
    wanted: frozenset[str] | None
    leaves_out: bool
    faults: RowFaults = field(default_factory=RowFaults)
    merges: dict[Names, Merge] = field(default_factory=dict)
    created: int = 0
    updated: int = 0
    count: int = 0
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
        blocks = [owned(self.bound, self.tenant, block, self.faults) for block in merged(check_rows(self.bound, rows, first, self.faults))]
        self._matching.settle(blocks)
        blocks = [self._references.checked(self._matching.apart(block), self.faults) for block in blocks]
        if self.leaves_out or not self.faults:
            for block in blocks:
                self._load(block)

    def merge(self) -> Outcome:
        """Merge all that is staged."""
        if not self.leaves_out:
            self.faults.raise_any(at_least=self.faults.is_full)
        last = self.count + 1
        for each in self.merges.values():
            self._merge(each, range(1, last))
        ids = sorted(pair for each in self.merges.values() for pair in each.touched_keys()) if self.how.return_ids else ()
        self._record()
        failed = len(self.faults.rows)
        skipped = self.count - self.created - self.updated - failed
        return Outcome(self.created, self.updated, skipped, 0, failed, list(dict.fromkeys(key for _, key in ids)), self.faults.errors())

    def _load(self, block: Block) -> None:
        """Load rows into the staging table of those that give the same columns."""
        if not len(block):
            return
        given = tuple(sorted(block.columns))
        fits = bool(len(complete(self.bound, block.part(0, 1), RowFaults())))
        if not fits and not (self._matching.names and block.columns.keys() >= {*self._matching.names}):
            complete(self.bound, block, self.faults)  # nothing tells whether they are there, and they are no new rows
            return
        whole = filled(self.bound, block) if fits else block.with_columns(times(self.bound, len(block)))
        if given not in self.merges:
            self.merges[given] = self._plan(given, tuple(whole.columns), fits=fits)
        load_numbered(self.bound, whole, self.merges[given].table)

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

    def _merge(self, merge: Merge, part: range) -> None:
        """Merge some of the staged rows, or what of them goes: half by half, down to the row that was refused."""
        known = len(self.faults.found)
        try:
            with transaction.atomic(using=self.bound.database):
                created, updated = self._merged(merge, part)
        except IntegrityError as error:
            del self.faults.found[known:]
            if len(part) == 1:
                self._fail(part.start, self._refusal(merge, part.start, error))
                return
            middle = part.start + len(part) // 2
            self._merge(merge, range(part.start, middle))
            self._merge(merge, range(middle, part.stop))
        else:
            self.created += created
            self.updated += updated

    def _merged(self, merge: Merge, part: range) -> tuple[int, int]:
        """Merge by the unique rule where the database can, else by looking first which rows are there."""
        rule = rule_for(self.bound, merge.match) if merge.match else None
        is_postgresql = connections[self.bound.database].vendor == "postgresql"
        if merge.inserted is None or (merge.match and not rule) or (merge.changed and not is_postgresql):
            return self._looked_up(merge, part)
        counts = merge.insert(rule, part)
        for row in merge.unreachable(rule, part) if rule and merge.changed else ():
            names = tuple(name for name in rule.names if name != TENANT) if rule else ()
            self._fail(row, taken(self.bound, names, merge.values(row, names)))
        return counts

    def _looked_up(self, merge: Merge, part: range) -> tuple[int, int]:
        present = merge.look_up(part, self.tenant)
        told = tuple(name for name in merge.match if name != TENANT)
        several = merge.several(present) if merge.changed else []
        for row, count in several:
            key = ", ".join(map(str, merge.values(row, told).values()))
            message = f"{count} rows of {self.bound.name} have the same {', '.join(told)} ({key})."
            self._fail(row, NodeError("invalid_parameter", message, "Match by unique fields.", port="match_fields"))
        if merge.inserted is None:
            self._refuse_absent(merge, present, part)
        updated = merge.update(present, [row for row, _ in several])
        return merge.insert_absent(present, part), updated

    def _refuse_absent(self, merge: Merge, present: str, part: range) -> None:
        """Refuse rows that are not there and give too few columns for a new one."""
        absent = merge.absent(present, part)
        complete(self.bound, Block(absent, dict.fromkeys((*merge.match, *merge.given), absent)), self.faults)
        if absent and not self.leaves_out:
            self.faults.raise_any()

    def _refusal(self, merge: Merge, row: int, error: IntegrityError) -> NodeError:
        """Return what is wrong with a row that broke another rule than that by which it is matched."""
        names = violated_columns(self.bound, error)
        staged = all(name in (merge.inserted or merge.changed) for name in names)
        return taken(self.bound, names, merge.values(row, names)) if names and staged else violation(self.bound, error, {})

    def _fail(self, number: int, fault: NodeError) -> None:
        """Keep a fault; raise it where one fault keeps all rows from being written."""
        self.faults.add(number, [fault])
        if not self.leaves_out:
            raise in_batch(number, fault)

    def _record(self) -> None:
        """Write the states of the rows that were touched to their history, and let the next new row have a key above theirs."""
        key = primary_key(self.bound)
        if any(key.attname in given for given in self.merges):
            catch_up_sequence(self.bound, connections[self.bound.database])
        if self.bound.options.keeps_history:
            self._record_those("created", "+")
            self._record_those("NOT created", "~")

    def _record_those(self, which: str, change: Change) -> None:
        keys = RawSQL(f"SELECT pk FROM {self.tables.touched} WHERE {which}", ())  # noqa: S608, S611 - names of ours
        record_states(self.bound, plain_rows(self.bound).filter(pk__in=keys), change)
