"""What a table looks like now."""

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the database has it."""

    name: str
    type: str
    not_null: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the database has it; ``constraints`` are the names of its indexes and constraints."""

    columns: dict[str, Column]
    constraints: frozenset[str]
    is_empty: bool


def read_table(connection: Any, name: str) -> Table:
    """Return the shape of a table that exists."""
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        columns = _sqlite_columns(cursor, name) if connection.vendor == "sqlite" else _postgresql_columns(cursor, quoted)
        constraints = connection.introspection.get_constraints(cursor, name)
        cursor.execute(f"SELECT 1 FROM {quoted} LIMIT 1")  # noqa: S608 - a quoted name, no value
        is_empty = cursor.fetchone() is None
    return Table({each.name: each for each in columns}, frozenset(constraints), is_empty)


def _sqlite_columns(cursor: Any, table: str) -> list[Column]:
    """SQLite keeps JSON as text under a check, so that only the check tells them apart."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
    checked = set(re.findall(r'json_valid\("([^"]+)"\)', cursor.fetchone()[0], re.IGNORECASE))
    cursor.execute('SELECT name, type, "notnull" FROM pragma_table_info(%s)', [table])
    return [Column(name, "json" if name in checked else normal_type(kind), bool(not_null)) for name, kind, not_null in cursor.fetchall()]


def _postgresql_columns(cursor: Any, quoted: str) -> list[Column]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [quoted],
    )
    return [Column(name, normal_type(kind), not_null) for name, kind, not_null in cursor.fetchall()]


def normal_type(kind: str) -> str:
    """Return a type's name as both databases and Django would write it."""
    plain = re.sub(r"\s*,\s*", ",", kind.lower().replace("character varying", "varchar")).removesuffix(" without time zone").strip()
    return re.sub(r"^serial$", "integer", re.sub(r"^bigserial$", "bigint", plain))
