"""Spreadsheets: XLSX files, written row by row and read whole."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from dataflow_app.admin.cells import Broken, as_cell
from dataflow_app.admin.table import Table, table_of, unreadable
from dataflow_app.errors import NodeError

_ROWS = 1_048_575
_CELL = 32_767
#: XLSX writes a carriage return, which XML would make a line feed, as ``_x000D_``; and so such a text itself in the same way.
_CODED = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_sheet(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """Write the rows as the first sheet of a workbook; raise ``NodeError`` for what a spreadsheet cannot hold."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes 0.2 s to load, and few need it

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name, 0, name) for name in names])
    try:
        for number, row in enumerate(rows, 1):
            sheet.append(_row(sheet, names, number, row))
    except NodeError:
        sheet.close()  # else its half-written part is found fault with when it is collected
        raise
    book.save(file)


def read_sheet(data: bytes) -> Table:
    """Return the table in the sheet that opens first; a formula is what it came to when the file was saved."""
    try:
        lines = _lines(data)
    except Exception as error:  # noqa: BLE001 - a broken archive raises whatever its parts raise
        raise unreadable(
            f"The file is no XLSX workbook with a table in its first sheet ({type(error).__name__}).", "Save it again."
        ) from None
    return table_of(lines)


def _row(sheet: Any, names: Sequence[str], number: int, row: Sequence[Any]) -> list[Any]:
    if number > _ROWS:
        raise unreadable(f"A spreadsheet has room for {_ROWS:,} rows.", "Export fewer rows, or CSV.")
    return [_cell(sheet, name, number, as_cell(value)) for name, value in zip(names, row, strict=True)]


def _cell(sheet: Any, name: str, number: int, value: Any) -> Any:
    """Return the value; a text as a cell that is text whatever it begins with, for ``=1+1`` would be a formula."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above
    from openpyxl.utils.exceptions import IllegalCharacterError  # noqa: PLC0415

    if not isinstance(value, str):
        return value
    if len(value) > _CELL:
        raise unreadable(
            f"Row {number}: {name} has {len(value):,} characters; a spreadsheet's cell holds {_CELL:,}.", "Export CSV or JSON."
        )
    try:
        cell = WriteOnlyCell(sheet, _CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    except IllegalCharacterError:
        raise unreadable(f"Row {number}: {name} has a control character, which no spreadsheet holds.", "Export CSV or JSON.") from None
    cell.data_type = "s"
    return cell


def _lines(data: bytes) -> list[list[Any]]:
    written, results = _cells(data, data_only=False), None
    if any(kind == "f" for line in written for _, kind in line):
        results = _cells(data, data_only=True)
    return [[_value(cell, results[row][place] if results else cell) for place, cell in enumerate(line)] for row, line in enumerate(written)]


def _cells(data: bytes, *, data_only: bool) -> list[list[tuple[Any, str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - see above

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
    sheet: Any = book.active
    return [[(cell.value, cell.data_type) for cell in line] for line in sheet.rows]


def _value(written: tuple[Any, str], result: tuple[Any, str]) -> Any:
    value, kind = result
    if kind == "e":
        return Broken(f"holds the error {value}; mend it in the spreadsheet")
    if written[1] == "f" and value is None and kind == "n":
        return Broken("holds a formula whose result is not in the file; open it in a spreadsheet program and save it")
    return _CODE.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value
