"""Tables as files: CSV, XLSX and JSON, written row by row and read whole."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from import_export.formats import base_formats

from dataflow_app.admin.cells import as_cell, as_json, as_text
from dataflow_app.errors import NodeError

FORMATS = {"csv": base_formats.CSV, "xlsx": base_formats.XLSX, "json": base_formats.JSON}
MAX_ROWS = 100_000
MAX_BYTES = 20 * 1024 * 1024
_SHEET_ROWS = 1_048_575
_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: its columns, and its rows by column; ``is_typed`` says that values are JSON's own and not text in cells."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    is_typed: bool


def write_table(kind: str, names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """Write the rows to the file, as they come; raise ``NodeError`` for what a spreadsheet cannot hold."""
    _WRITERS[kind](names, rows, file)


def read_table(name: str, data: bytes) -> Table:
    """Return the table in a file, by the ending of its name; raise ``NodeError`` where it is none."""
    kind = name.rpartition(".")[2].lower()
    if kind not in FORMATS:
        raise _unreadable(f"'{name}' is no CSV, XLSX or JSON file.", "Choose a file whose name ends in .csv, .xlsx or .json.")
    if len(data) > MAX_BYTES:
        raise _unreadable(f"The file has {len(data) / 2**20:,.0f} MB; {MAX_BYTES // 2**20} are read at most.", "Split it.")
    table = _READERS[kind](data)
    if len(table.rows) > MAX_ROWS:
        raise _unreadable(f"The file has {len(table.rows):,} rows; {MAX_ROWS:,} are read at once.", "Split it, or use a BulkUpsert node.")
    return table


def _write_csv(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([as_text(value) for value in row] for row in rows)
    text.detach()


def _write_json(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    file.write(b"[")
    for number, row in enumerate(rows):
        line = json.dumps(dict(zip(names, map(as_json, row), strict=True)), ensure_ascii=False)
        file.write((",\n" if number else "\n").encode() + line.encode())
    file.write(b"\n]\n")


def _write_xlsx(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - takes 0.2 s to load, and few need it

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    sheet.freeze_panes = "A2"
    sheet.append([_sheet_cell(sheet, name, 0, name) for name in names])
    try:
        for number, row in enumerate(rows, 1):
            sheet.append(_sheet_row(sheet, names, number, row))
    except NodeError:
        sheet.close()  # else its half-written part is found fault with when it is collected
        raise
    book.save(file)


def _sheet_row(sheet: Any, names: Sequence[str], number: int, row: Sequence[Any]) -> list[Any]:
    if number > _SHEET_ROWS:
        raise _unreadable(f"A spreadsheet has room for {_SHEET_ROWS:,} rows.", "Export fewer rows, or CSV.")
    return [_sheet_cell(sheet, name, number, as_cell(value)) for name, value in zip(names, row, strict=True)]


def _sheet_cell(sheet: Any, name: str, number: int, value: Any) -> Any:
    """Return the value; a text as a cell that is text whatever it begins with, for ``=1+1`` would be a formula."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above
    from openpyxl.utils.exceptions import IllegalCharacterError  # noqa: PLC0415

    if not isinstance(value, str):
        return value
    if len(value) > _CELL:
        raise _unreadable(
            f"Row {number}: {name} has {len(value):,} characters; a spreadsheet's cell holds {_CELL:,}.", "Export CSV or JSON."
        )
    try:
        cell = WriteOnlyCell(sheet, value)
    except IllegalCharacterError:
        raise _unreadable(f"Row {number}: {name} has a control character, which no spreadsheet holds.", "Export CSV or JSON.") from None
    cell.data_type = "s"
    return cell


def _read_csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable("The file is not in UTF-8.", "Save it as CSV UTF-8, or as XLSX.") from None
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise _unreadable(f"The file is no CSV: {error}.", "Save it as CSV again, or as XLSX.") from None
    return _table(lines[0] if lines else [], lines[1:])


def _read_xlsx(data: bytes) -> Table:
    try:
        found = base_formats.XLSX().create_dataset(data)
    except Exception as error:  # noqa: BLE001 - a broken archive raises whatever its parts raise
        raise _unreadable(
            f"The file is no XLSX workbook with a table in its first sheet ({type(error).__name__}).", "Save it again."
        ) from None
    return _table(found.headers or [], list(found))


def _read_json(data: bytes) -> Table:
    try:
        rows = json.loads(data)
    except json.JSONDecodeError as error:
        raise _unreadable(f"The file is no JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(f"The file is no JSON: {error}.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _unreadable("The file holds no list of objects.", 'Write [{"name": "…"}, …].')
    return Table(tuple(dict.fromkeys(name for row in rows for name in row)), rows, is_typed=True)


def _table(header: Sequence[Any], lines: Sequence[Sequence[Any]]) -> Table:
    names = [str(name).strip() if name is not None else "" for name in header]
    while names and not names[-1]:
        names.pop()
    if not names or not all(names) or len(set(names)) < len(names):
        raise _unreadable("The first row does not name every column, each with another name.", "Write the field names there.")
    rows = []
    for number, line in enumerate(lines, 1):
        if any(cell not in (None, "") for cell in line[len(names) :]):
            raise _unreadable(
                f"Row {number} has {len(line)} cells, and the header has {len(names)}.", "Is a comma without quotes in a text?"
            )
        if any(cell not in (None, "") for cell in line):
            rows.append(dict(zip(names, [*line, *[None] * len(names)], strict=False)))
    return Table(tuple(names), rows, is_typed=False)


def _unreadable(message: str, remedy: str = "") -> NodeError:
    return NodeError("invalid_parameter", message, remedy, port="file")


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]], IO[bytes]], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
}
_READERS: dict[str, Callable[[bytes], Table]] = {"csv": _read_csv, "xlsx": _read_xlsx, "json": _read_json}
