"""A table that was read from a file, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows by column, and the number of each row in its file; ``is_typed``: values are JSON's own and not text in cells."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    numbers: list[int]
    is_typed: bool


def table_of(lines: Sequence[Sequence[Any]]) -> Table:
    """Return the table of the lines below the first, which names the columns; numbered as spreadsheets do, from 2 and with empty lines."""
    names = _names(lines[0] if lines else [])
    table = Table(tuple(names), [], [], is_typed=False)
    for number, line in enumerate(lines[1:], 2):
        if any(cell not in (None, "") for cell in line[len(names) :]):
            raise unreadable(
                f"Row {number} has {len(line)} cells, and the header has {len(names)}.", "Is a comma without quotes in a text?"
            )
        if any(cell not in (None, "") for cell in line):
            table.rows.append(dict(zip(names, [*line, *[None] * len(names)], strict=False)))
            table.numbers.append(number)
    return table


def unreadable(message: str, remedy: str = "") -> NodeError:
    """Return the error that a file is refused with."""
    return NodeError("invalid_parameter", message, remedy, port="file")


def _names(header: Sequence[Any]) -> list[str]:
    names = [str(name).strip() if name is not None else "" for name in header]
    while names and not names[-1]:
        names.pop()
    if not names or not all(names) or len(set(names)) < len(names):
        raise unreadable("The first row does not name every column, each with another name.", "Write the field names there.")
    return names
