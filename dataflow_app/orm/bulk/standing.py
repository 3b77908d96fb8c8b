"""The rows of the table that a block of the data is to be written over, as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.columns import ROW_VERSION, TENANT, primary_key
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.update import stale, wanted_version
from dataflow_app.orm.tenancy import rows_of
from dataflow_app.orm.updates.statement import NAMED


@dataclass(frozen=True, slots=True)
class Standing:
    """Which rows are there, locked, by key: each with its version and its owner, where the model has such."""

    bound: BoundModel
    rows: Mapping[Any, tuple[Any, ...]]

    @classmethod
    def of(cls, bound: BoundModel, tenant: str | None, block: Block, *, include_deleted: bool) -> "Standing":
        """Look at the rows that have the keys of the block."""
        names = (["pk"], [ROW_VERSION] if bound.options.versioned else ["pk"], [TENANT] if bound.options.multi_tenant else ["pk"])
        found = locked(bound, rows_of(bound, tenant, include_deleted=include_deleted)).order_by("pk")
        keys = list(block.columns[primary_key(bound).attname])
        columns = [name for each in names for name in each]
        return cls(bound, {row[0]: row for part in batches(keys, NAMED) for row in found.filter(pk__in=part).values_list(*columns)})

    def check(self, block: Block, versions: Mapping[int, Any], faults: RowFaults) -> None:
        """Add a fault for each row that is not there, and for each that is there in another version than the wanted one."""
        key = primary_key(self.bound)
        for number, value in zip(block.numbers, block.columns[key.attname], strict=True):
            if value not in self.rows:
                message = f"there is no {self.bound.name} with {key.name} {value}."
                faults.add(number, [NodeError("row_not_found", message, port="data")])
            elif number in versions:
                self._check_version(number, value, versions[number], faults)

    def with_owners(self, block: Block) -> Block:
        """Return the block with the owners of its rows, within which most that is unique is so."""
        if not self.bound.options.multi_tenant or TENANT in block.columns:
            return block
        return block.with_columns({TENANT: [self.rows[key][2] for key in block.columns[primary_key(self.bound).attname]]})

    def _check_version(self, number: int, key: Any, wanted: Any, faults: RowFaults) -> None:
        present = self.rows[key][1]
        if present != wanted_version(self.bound, wanted):
            faults.add(number, [stale(self.bound, key, present, wanted)])
