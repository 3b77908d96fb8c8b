"""Tables as files: CSV, XLSX and JSON, written row by row and read whole."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from dataflow_app.admin.cells import as_json, as_text
from dataflow_app.admin.sheets import read_sheet, write_sheet
from dataflow_app.admin.table import Table, table_of, unreadable

#: The kinds of files, by the ending of their names, and the content type of each.
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MAX_ROWS = 100_000
MAX_BYTES = 20 * 1024 * 1024
#: What spreadsheets take for a formula in CSV, quoted any number of times, and the same with one quote at least.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
csv.field_size_limit(MAX_BYTES)  # what was exported is read again, however long a text is


def write_table(kind: str, names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """Write the rows to the file, as they come; raise ``NodeError`` for what a spreadsheet cannot hold."""
    _WRITERS[kind](names, rows, file)


def read_table(name: str, data: bytes) -> Table:
    """Return the table in a file, by the ending of its name; raise ``NodeError`` where it is none."""
    kind = name.rpartition(".")[2].lower()
    if kind not in FORMATS:
        raise unreadable(f"'{name}' is no CSV, XLSX or JSON file.", "Choose a file whose name ends in .csv, .xlsx or .json.")
    if len(data) > MAX_BYTES:
        raise unreadable(f"The file has {len(data) / 2**20:,.0f} MB; {MAX_BYTES // 2**20} are read at most.", "Split it.")
    table = _READERS[kind](data)
    if len(table.rows) > MAX_ROWS:
        raise unreadable(f"The file has {len(table.rows):,} rows; {MAX_ROWS:,} are read at once.", "Split it, or use a BulkUpsert node.")
    return table


def _write_csv(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_guarded(value) for value in row] for row in rows)
    text.detach()


def _guarded(value: Any) -> str:
    """Return the cell; a text that spreadsheets would take for a formula begins with a quote, as one that has that quote already."""
    text = as_text(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _write_json(names: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    file.write(b"[")
    for number, row in enumerate(rows):
        line = json.dumps(dict(zip(names, map(as_json, row), strict=True)), ensure_ascii=False)
        file.write((",\n" if number else "\n").encode() + line.encode())
    file.write(b"\n]\n")


def _read_csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable("The file is not in UTF-8.", "Save it as CSV UTF-8, or as XLSX.") from None
    separator = max(",;\t", key=text.partition("\n")[0].count)
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        words = "a quotation mark opens a text there, and none closes it" if "end of data" in str(error) else error
        raise unreadable(f"Row {len(lines) + 1} is no CSV: {words}.", "Mend it, or save the file as XLSX.") from None
    return table_of([[cell[1:] if _GUARDED.match(cell) else cell for cell in line] for line in lines])


def _read_json(data: bytes) -> Table:
    try:
        rows = json.loads(data)
    except json.JSONDecodeError as error:
        raise unreadable(f"The file is no JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise unreadable(f"The file is no JSON: {error}.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise unreadable("The file holds no list of objects.", 'Write [{"name": "…"}, …].')
    return Table(tuple(dict.fromkeys(name for row in rows for name in row)), rows, list(range(1, len(rows) + 1)), is_typed=True)


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]], IO[bytes]], None]] = {
    "csv": _write_csv,
    "xlsx": write_sheet,
    "json": _write_json,
}
_READERS: dict[str, Callable[[bytes], Table]] = {"csv": _read_csv, "xlsx": read_sheet, "json": _read_json}
