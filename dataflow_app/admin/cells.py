"""Values of columns in the cells of a table, and back.

Only JSON files keep types, and what is not given; tables are read by their columns.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.duration import duration_string

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, columns, concrete
from dataflow_app.orm.values.coercions import refused

#: A cell with nothing in it: no value, an empty text, or the default, as the column and the row have it.
EMPTY = object()
#: A spreadsheet keeps numbers as 64-bit floats, which are exact to this many digits.
_DIGITS = 15
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that a spreadsheet itself has no value for; ``reason`` is said of it."""

    reason: str


def file_columns(bound: BoundModel) -> list[AnyField]:
    """Return the columns that a file can hold: all but bytes."""
    return [field for field in columns(bound) if not isinstance(concrete(field), models.BinaryField)]


def as_text(value: Any) -> str:
    """Return the value as the text of a CSV cell, which is read back as the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = as_json(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def as_json(value: Any) -> Any:
    """Return the value as JSON holds it: numbers and truth values as they are, decimals, dates and the like as text."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)


def as_json_text(value: Any) -> str | None:
    """Return the document of a JSON column as the text of a cell, a single text in quotes; None where there is none."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def as_cell(value: Any) -> Any:
    """Return the value as a spreadsheet's cell: numbers that it keeps exactly as numbers, all else as text."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int | Decimal):
        return value if len(Decimal(value).as_tuple().digits) <= _DIGITS else str(value)
    return as_text(value)


def from_cell(field: AnyField, cell: Any) -> Any:
    """Return the value of a table's cell for the column, ``EMPTY`` where it has none; raise ``ValueError`` where it cannot be read."""
    if isinstance(cell, Broken):
        raise ValueError(cell.reason)  # noqa: TRY004 - the cell is at fault, not who calls
    if cell is None or cell == "":
        return EMPTY
    for kind, read in _READERS:
        if isinstance(concrete(field), kind):
            return read(cell)
    return cell


def json_cell(cell: Any) -> Any:
    """Return the JSON document of a cell."""
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except json.JSONDecodeError as error:
        raise ValueError(f"wants JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None


def _switch(cell: Any) -> Any:
    word = str(cell).strip().lower().removesuffix(".0")
    if word not in _WORDS:
        raise refused("true or false", cell)
    return _WORDS[word]


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) and cell.time() == time.min else cell


def _words(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return as_text(cell) if not isinstance(cell, str) else cell


_READERS: "tuple[tuple[type[AnyField], Callable[[Any], Any]], ...]" = (
    (models.BooleanField, _switch),
    (models.JSONField, json_cell),
    (models.DateTimeField, lambda cell: cell),
    (models.DateField, _day),
    (models.CharField, _words),
    (models.TextField, _words),
)
