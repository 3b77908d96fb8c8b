"""What this library noted about the tables that it made: whose they are, and which indexes and constraints are its own.

An index that somebody else added is not in the notes, and so is never dropped.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.orm.migrate.target import Target

TABLE = "dataflow_tables"


@dataclass(frozen=True, slots=True)
class Note:
    """The file that made a table, and the indexes and constraints that were made with it, each with its SQL where it has a name.

    On SQLite the digits of decimals are among them (``digits_rule``), for the table does not keep those.
    """

    source: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)


def digits_rule(column: str) -> str:
    """Return the name by which a decimal's type, digits and all, is noted."""
    return f"digits of {column}"


def read_notes(connection: Any, present: Collection[str]) -> dict[str, Note]:
    """Return the notes by table; none in a database that has none yet."""
    if TABLE not in present:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, source, rules FROM {TABLE}")  # noqa: S608 - a constant
        return {name: Note(source, json.loads(rules)) for name, source, rules in cursor.fetchall()}


def write_notes(connection: Any, notes: Mapping[str, Note]) -> None:
    """Note something about tables, in place of what was noted before."""
    with connection.cursor() as cursor:
        for name, note in notes.items():
            cursor.execute(f"DELETE FROM {TABLE} WHERE name = %s", [name])  # noqa: S608 - likewise
            values = [name, note.source, json.dumps(dict(note.rules), sort_keys=True)]
            cursor.execute(f"INSERT INTO {TABLE} (name, source, rules) VALUES (%s, %s, %s)", values)  # noqa: S608 - likewise


def move_note(connection: Any, former: str, name: str) -> None:
    """Let the note follow its table to another name."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET name = %s WHERE name = %s", [name, former])  # noqa: S608 - likewise


def ensure_notes(connection: Any) -> None:
    """Make the table of the notes where there is none; on SQLite this takes the lock of a writer, too."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (name text PRIMARY KEY, source text NOT NULL, rules text NOT NULL)")
        cursor.execute(f"UPDATE {TABLE} SET name = name WHERE name = ''")  # noqa: S608 - likewise


def other_owner(target: Target, note: Note | None) -> str:
    """Return the file of another program that made the target's table and is still there; empty where the table is the target's own."""
    from pathlib import Path  # noqa: PLC0415 - of no use to a program that finds its own tables

    if note is None or not (note.source and target.source and target.owns_name) or note.source == target.source:
        return ""
    return note.source if Path(note.source).is_file() else ""
