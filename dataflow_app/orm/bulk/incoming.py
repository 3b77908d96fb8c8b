"""Rows that are given as data: every one is checked, and a fault names its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.how import batch_size as batch_size  # noqa: PLC0414
from dataflow_app.orm.coercions import shown
from dataflow_app.orm.faults import collect, in_row, raise_faults
from dataflow_app.orm.pending import PENDING
from dataflow_app.orm.references import missing_references
from dataflow_app.orm.tenancy import new_owner
from dataflow_app.orm.values import checked_values, missing_values

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of the data, with its number there (from 1)."""

    number: int
    values: Row


def incoming(bound: BoundModel, tenant: str | None, data: Any) -> list[Numbered]:
    """Return the rows with their values converted and their owner set; raise ``NodeError`` for everything that is wrong with them."""
    rows, faults = checked_rows(bound, data)
    for row in rows:
        owner = collect(faults, partial(new_owner, bound, tenant, row.values))
        row.values.update(owner or {})
    raise_faults(faults)
    return rows


def checked_rows(bound: BoundModel, data: Any) -> tuple[list[Numbered], list[NodeError]]:
    """Return the rows with their values converted, and what is wrong with them."""
    if not isinstance(data, list | tuple):
        return [], [NodeError("invalid_parameter", f"data wants a list of rows, and {shown(data)} was given.", port="data")]
    rows, faults = [], []
    for number, given in enumerate(data, 1):
        if given is PENDING:
            continue
        if not isinstance(given, Mapping):
            faults.append(
                NodeError("invalid_parameter", f"Row {number} is {shown(given)}, not an object of fields and values.", port="data")
            )
            continue
        values, wrong = checked_values(bound, given)
        faults += [_at(number, fault) for fault in wrong]
        rows.append(Numbered(number, values))
    return rows, faults


def check_new(bound: BoundModel, rows: Sequence[Numbered]) -> None:
    """Raise ``NodeError`` where rows that are to be created lack a required column."""
    raise_faults([_at(row.number, fault) for row in rows for fault in missing_values(bound, row.values)])


def check_references(bound: BoundModel, tenant: str | None, rows: Sequence[Numbered]) -> None:
    """Raise ``NodeError`` where rows point at rows that are not there."""
    missing = missing_references(bound, [row.values for row in rows], tenant)
    raise_faults([_at(rows[place].number, fault) for place, fault in missing])


def _at(number: int, fault: NodeError) -> NodeError:
    told = in_row(number, fault)
    return NodeError(told.code, told.message, told.remedy, port="data")
