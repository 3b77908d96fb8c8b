"""Rows of the data, each with its key and its own new values, written over those of the table in sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import IntegrityError, models, transaction

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block, merged
from dataflow_app.orm.bulk.checking import check_rows
from dataflow_app.orm.bulk.filling import owned
from dataflow_app.orm.bulk.keys import doubled
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.reading import read_batches
from dataflow_app.orm.bulk.referring import References
from dataflow_app.orm.bulk.refusing import refusal, refused_row
from dataflow_app.orm.bulk.remembering import Written
from dataflow_app.orm.bulk.rewriting import rewrite
from dataflow_app.orm.bulk.row_faults import RowFaults, in_batch
from dataflow_app.orm.bulk.standing import Standing
from dataflow_app.orm.columns import ROW_VERSION, TENANT, by_name, primary_key
from dataflow_app.orm.updates import is_operators
from dataflow_app.orm.updates.writing import record_keys

Row = Mapping[str, Any]


@dataclass(slots=True)
class NumberedUpdate:
    """One update of rows that name themselves."""

    bound: BoundModel
    tenant: str | None
    include_deleted: bool
    gives_ids: bool
    faults: RowFaults = field(default_factory=RowFaults)
    updated: int = 0
    ids: list[Any] = field(default_factory=list)
    _seen: dict[Any, int] = field(default_factory=dict)
    _references: References = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing written."""
        self._references = References(self.bound, self.tenant)

    def update(self, data: Any, size: int) -> Outcome:
        """Write batch after batch; once there is a fault, what follows is only checked."""
        for first, rows in read_batches(data, size):
            self._update(rows, first)
            if self.faults.is_full:
                break
        self.faults.raise_any(at_least=self.faults.is_full)
        return Outcome(updated=self.updated, ids=self.ids)

    def _update(self, rows: Sequence[Any], first: int) -> None:
        versions, plain = _without_versions(self.bound, rows, first)
        for block in merged([self._checked(each) for each in merged(check_rows(self.bound, plain, first, self.faults))]):
            standing = Standing.of(self.bound, self.tenant, block, include_deleted=self.include_deleted)
            standing.check(block, versions, self.faults)
            if not self.faults:
                self._write(block, standing)

    def _checked(self, block: Block) -> Block:
        """Return the rows that name themselves, each once, and point at what is there."""
        key = primary_key(self.bound).attname
        for number, value in zip(block.numbers, block.columns.get(key, [None] * len(block)), strict=True):
            if value is None:
                message = f"Row {number} has no '{key}', by which rows of {self.bound.name} are matched."
                raise NodeError("invalid_parameter", message, "Give it a value in every row.", port="data")
            earlier = self._seen.setdefault(value, number)
            if earlier != number:
                raise doubled(self.bound, earlier, number, {key: value})
        self._refuse_operators(block)
        own = owned(self.bound, self.tenant, block, self.faults) if TENANT in block.columns else block
        return self._references.checked(own, self.faults)

    def _refuse_operators(self, block: Block) -> None:
        """Say of an object of operators that it is one: rows of the data hold values."""
        for name, values in block.columns.items():
            if isinstance(by_name(self.bound)[name], models.JSONField):
                for number, value in zip(block.numbers, values, strict=True):
                    if is_operators(value):
                        message = f"{self.bound.name}.{name} is given {next(iter(value))}, and rows of data hold values."
                        self.faults.add(number, [NodeError("invalid_parameter", message, "Use filter and update.", port=name)])

    def _write(self, block: Block, standing: Standing) -> None:
        key = primary_key(self.bound).attname
        if set(block.columns) == {key}:
            return
        try:
            with transaction.atomic(using=self.bound.database):
                rewrite(self.bound, block)
        except IntegrityError as error:
            place = refused_row(self.bound, block, error, partial(rewrite, self.bound))
            fault = refusal(self.bound, standing.with_owners(block), place, error, Written(self.bound))
            raise in_batch(block.numbers[place], fault) from error
        record_keys(self.bound, block.columns[key])
        self.updated += len(block)
        self.ids += block.columns[key] if self.gives_ids else ()


def _without_versions(bound: BoundModel, rows: Sequence[Any], first: int) -> tuple[dict[int, Any], Sequence[Any]]:
    """Return the versions that rows were read in, by number, and the rows without them."""
    if not bound.options.versioned:
        return {}, rows
    versions = {number: row[ROW_VERSION] for number, row in enumerate(rows, first) if isinstance(row, Mapping) and ROW_VERSION in row}
    if not versions:
        return {}, rows
    return versions, [{name: row[name] for name in row if name != ROW_VERSION} if isinstance(row, Mapping) else row for row in rows]
