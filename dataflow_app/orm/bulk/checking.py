"""Rows of the data checked by column.

Rows that have the same keys, as almost all of a load have, are turned into columns, and each column is checked whole by a
quick check. Where that vouches for no value, each of the column's values is checked by itself, which tells what is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.blocks import Block
from dataflow_app.orm.bulk.quick_checks import Check, quick_check
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.columns import AnyField, by_name, why_not_writable
from dataflow_app.orm.values.checking import checked_values, clean_value
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.pending import PENDING

Names = tuple[str, ...]
#: So many rows are turned at a time: they and their columns fit a processor's cache.
_TURNED = 1_000


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns that the rows of one set of keys give, in the order of the keys."""

    fields: tuple[AnyField, ...]
    checks: tuple[Check, ...]


def check_rows(bound: BoundModel, rows: Sequence[Any], first: int, faults: RowFaults) -> list[Block]:
    """Return the rows (numbered from ``first``) with their values as the columns hold them, without those that have a fault."""
    return [block for blocks in checked_parts(bound, rows, first, faults) for block in blocks]


def checked_parts(bound: BoundModel, rows: Sequence[Any], first: int, faults: RowFaults) -> Iterator[list[Block]]:
    """Yield the same a thousand rows at a time."""
    for start in range(0, len(rows), _TURNED):
        part = rows[start : start + _TURNED]
        numbers = range(first + start, first + start + len(part))
        given = _turned(part, numbers)
        yield [_check(bound, each, faults) for each in ([given] if given else _grouped(part, numbers, faults))]


def _turned(rows: Sequence[Any], numbers: Sequence[int]) -> Block | None:
    """Return rows that have the same keys by column; None where they do not."""
    first = rows[0]
    if type(first) is not dict or set(map(type, rows)) != {dict} or set(map(len, rows)) != {len(first)}:
        return None
    try:
        return Block(numbers, {name: [row[name] for row in rows] for name in first})
    except KeyError:
        return None


def _grouped(rows: Sequence[Any], numbers: Sequence[int], faults: RowFaults) -> Iterable[Block]:
    """Return the rows by column, those that have the same keys together; rows that are none are faults."""
    groups: dict[Names, tuple[list[int], list[Mapping[str, Any]]]] = {}
    for number, row in zip(numbers, rows, strict=True):
        if isinstance(row, Mapping):
            places, members = groups.setdefault(tuple(row), ([], []))
            places.append(number)
            members.append(row)
        elif row is not PENDING:
            faults.add(number, [NodeError("invalid_parameter", f"this is {shown(row)}, not an object of fields and values.", port="data")])
    return [Block(places, {name: [row[name] for row in members] for name in names}) for names, (places, members) in groups.items()]


@lru_cache(maxsize=4096)
def _shape(bound: BoundModel, names: Names) -> _Shape | None:
    """Return the shape of rows with these keys; None where one of them is no column, is kept from being written, or is there twice."""
    fields = tuple(by_name(bound).get(name) for name in names)
    known = tuple(field for field in fields if field is not None and why_not_writable(bound, field) is None)
    if len(known) < len(names) or len({field.attname for field in known}) < len(names):
        return None
    return _Shape(known, tuple(quick_check(bound, field) for field in known))


def _check(bound: BoundModel, given: Block, faults: RowFaults) -> Block:
    shape = _shape(bound, tuple(given.columns))
    if shape is None:
        return _check_each(bound, given, faults)
    columns: dict[str, Sequence[Any]] = {}
    wrong: set[int] = set()
    for field, check, values in zip(shape.fields, shape.checks, given.columns.values(), strict=True):
        checked = check(values)
        columns[field.attname] = _check_values(bound, field, values, given.numbers, wrong, faults) if checked is None else checked
    block = Block(given.numbers, columns)
    return block.at([place for place in range(len(given)) if place not in wrong]) if wrong else block


def _check_values(
    bound: BoundModel, field: AnyField, values: Sequence[Any], numbers: Sequence[int], wrong: set[int], faults: RowFaults
) -> list[Any]:
    """Return the values of a column checked one by one; the places of those that have a fault are added to ``wrong``."""
    checked: list[Any] = []
    for place, value in enumerate(values):
        try:
            checked.append(clean_value(bound, field, value))
        except NodeError as fault:
            checked.append(None)
            wrong.add(place)
            faults.add(numbers[place], [fault])
    return checked


def _check_each(bound: BoundModel, given: Block, faults: RowFaults) -> Block:
    """Say what is wrong with rows whose very keys are."""
    for number, values in zip(given.numbers, given.keys(tuple(given.columns)), strict=True):
        faults.add(number, checked_values(bound, dict(zip(given.columns, values, strict=True)))[1])
    return Block((), {})
