"""Staged rows merged with those that are there, by the database, and what it refuses of them."""

from dataclasses import dataclass, field

from django.db import IntegrityError, connections, transaction
from django.db.models.expressions import RawSQL

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.arrival import Arrival
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.filling import complete
from dataflow_app.orm.bulk.merging import Merge
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.row_faults import RowFaults, in_batch
from dataflow_app.orm.bulk.rules import rule_for
from dataflow_app.orm.columns import TENANT, primary_key
from dataflow_app.orm.databases.sequences import catch_up_sequence
from dataflow_app.orm.history.recorded import plain_rows
from dataflow_app.orm.history.states import Change, record_states
from dataflow_app.orm.integrity import taken, violated_columns, violation


@dataclass(slots=True)
class Upsertion:
    """The merge of all rows that arrived, those that give the same columns at once."""

    arrival: Arrival
    bound: BoundModel = field(init=False)
    faults: RowFaults = field(init=False)
    created: int = 0
    updated: int = 0

    def __post_init__(self) -> None:
        """Go on from what arrived."""
        self.bound = self.arrival.bound
        self.faults = self.arrival.faults

    def merge(self) -> Outcome:
        """Merge all that is staged."""
        self.arrival.part()
        if not self.arrival.leaves_out:
            self.faults.raise_any(at_least=self.faults.is_full)
        last = self.arrival.count + 1
        for each in self.arrival.merges.values():
            self._merge(each, range(1, last))
        ids = sorted(pair for each in self.arrival.merges.values() for pair in each.touched_keys()) if self.arrival.how.return_ids else ()
        self._record()
        failed = len(self.faults.rows)
        skipped = self.arrival.count - self.created - self.updated - failed
        return Outcome(self.created, self.updated, skipped, 0, failed, list(dict.fromkeys(key for _, key in ids)), self.faults.errors())

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
        present = merge.look_up(part, self.arrival.tenant)
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
        if absent and not self.arrival.leaves_out:
            self.faults.raise_any()

    def _refusal(self, merge: Merge, row: int, error: IntegrityError) -> NodeError:
        """Return what is wrong with a row that broke another rule than that by which it is matched."""
        names = violated_columns(self.bound, error)
        staged = all(name in (merge.inserted or merge.changed) for name in names)
        return taken(self.bound, names, merge.values(row, names)) if names and staged else violation(self.bound, error, {})

    def _fail(self, number: int, fault: NodeError) -> None:
        """Keep a fault; raise it where one fault keeps all rows from being written."""
        self.faults.add(number, [fault])
        if not self.arrival.leaves_out:
            raise in_batch(number, fault)

    def _record(self) -> None:
        """Write the states of the rows that were touched to their history, and let the next new row have a key above theirs."""
        key = primary_key(self.bound)
        if any(key.attname in given for given in self.arrival.merges):
            catch_up_sequence(self.bound, connections[self.bound.database])
        if self.bound.options.keeps_history:
            self._record_those("created", "+")
            self._record_those("NOT created", "~")

    def _record_those(self, which: str, change: Change) -> None:
        keys = RawSQL(f"SELECT pk FROM {self.arrival.tables.touched} WHERE {which}", ())  # noqa: S608, S611 - names of ours
        record_states(self.bound, plain_rows(self.bound).filter(pk__in=keys), change)
