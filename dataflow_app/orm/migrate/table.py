"""What a table looks like now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

RuleKind = Literal["primary key", "foreign key", "unique", "check", "index"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the database has it; ``name`` is what it is called there now, whatever it is about to be renamed to."""

    name: str
    type: str
    not_null: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """An index or a constraint; ``is_index`` says that it is dropped as an index, ``refers_to`` is (table, column) of a foreign key."""

    name: str
    kind: RuleKind
    columns: tuple[str, ...]
    is_index: bool = False
    refers_to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the database has it, with its columns by the names that the model will know them by."""

    name: str
    columns: Mapping[str, Column]
    rules: Mapping[str, Rule]
    is_empty: bool

    def renamed(self, former: str, name: str) -> "Table":
        """Return the table as it is once a column has its new name."""
        columns = {name if key == former else key: column for key, column in self.columns.items() if key != name}
        rules = {
            key: replace(rule, columns=tuple(name if each == former else each for each in rule.columns)) for key, rule in self.rules.items()
        }
        return replace(self, columns=columns, rules=rules)

    def retyped(self, types: Mapping[str, str]) -> "Table":
        """Return the table with the types of columns that the database has told in part only."""
        columns = {name: replace(column, type=types.get(name, column.type)) for name, column in self.columns.items()}
        return replace(self, columns=columns)

    def referring(self, renamed: Mapping[str, str]) -> "Table":
        """Return the table as it is once other tables have their new names (by their former ones)."""
        rules = {
            key: replace(rule, refers_to=(renamed.get(rule.refers_to[0], rule.refers_to[0]), rule.refers_to[1])) if rule.refers_to else rule
            for key, rule in self.rules.items()
        }
        return replace(self, rules=rules)


def read_table(connection: Any, name: str) -> Table:
    """Return the shape of a table that exists."""
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        read = _read_sqlite if connection.vendor == "sqlite" else _read_postgresql
        columns, rules = read(connection, cursor, name)
        cursor.execute(f"SELECT 1 FROM {quoted} LIMIT 1")  # noqa: S608 - a quoted name, no value
        is_empty = cursor.fetchone() is None
    return Table(name, {each.name: each for each in columns}, {each.name: each for each in rules}, is_empty)


def _read_sqlite(_connection: Any, cursor: Any, table: str) -> tuple[list[Column], list[Rule]]:
    """SQLite keeps JSON as text under a check, so that only the check tells them apart."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
    (sql,) = cursor.fetchone()
    checked = set(re.findall(r'json_valid\("([^"]+)"\)', sql, re.IGNORECASE))
    cursor.execute('SELECT name, type, "notnull" FROM pragma_table_xinfo(%s) WHERE hidden <> 1', [table])
    found = cursor.fetchall()
    columns = [Column(name, "json" if name in checked else normal_type(kind), bool(not_null)) for name, kind, not_null in found]
    return columns, [*_sqlite_indexes(cursor, table, sql), *_sqlite_checks(sql), *_sqlite_relations(cursor, table)]


def _sqlite_indexes(cursor: Any, table: str, sql: str) -> list[Rule]:
    """Return the indexes, with the names of those that stand inside the table's own statement, which SQLite does not tell."""
    inside = {
        tuple(re.findall(r'"([^"]+)"', columns)): name for name, columns in re.findall(r'CONSTRAINT "([^"]+)" UNIQUE \(([^)]*)\)', sql)
    }
    cursor.execute("SELECT name, \"unique\", origin FROM pragma_index_list(%s) WHERE origin <> 'pk'", [table])
    rules = []
    for index, unique, where in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s)", [index])
        columns = tuple(name or "" for (name,) in cursor.fetchall())
        rules.append(Rule(inside.get(columns, index) if where == "u" else index, "unique" if unique else "index", columns, where == "c"))
    return rules


def _sqlite_checks(sql: str) -> list[Rule]:
    named = [Rule(name, "check", ()) for name in re.findall(r'CONSTRAINT "([^"]+)" CHECK', sql)]
    of_columns = re.findall(r'(?<!" )CHECK \(+"([^"]+)"', sql)
    return [*named, *(Rule(f"check of {name}", "check", (name,)) for name in of_columns)]


def _sqlite_relations(cursor: Any, table: str) -> list[Rule]:
    cursor.execute('SELECT "from", "table", coalesce("to", \'id\') FROM pragma_foreign_key_list(%s)', [table])
    return [Rule(f"relation of {column}", "foreign key", (column,), refers_to=(to, key)) for column, to, key in cursor.fetchall()]


def _read_postgresql(connection: Any, cursor: Any, table: str) -> tuple[list[Column], list[Rule]]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [connection.ops.quote_name(table)],
    )
    columns = [Column(name, normal_type(kind), not_null) for name, kind, not_null in cursor.fetchall()]
    found = connection.introspection.get_constraints(cursor, table)
    return columns, [rule for name, each in found.items() if (rule := _postgresql_rule(name, each))]


def _postgresql_rule(name: str, found: Mapping[str, Any]) -> Rule | None:
    kinds: tuple[tuple[str, RuleKind], ...] = (
        ("primary_key", "primary key"), ("foreign_key", "foreign key"), ("unique", "unique"), ("check", "check"), ("index", "index"),
    )  # fmt: skip
    kind = next((kind for key, kind in kinds if found[key]), None)
    return Rule(name, kind, tuple(each or "" for each in found["columns"]), found["index"], found["foreign_key"]) if kind else None


def normal_type(kind: str) -> str:
    """Return a type's name as both databases and Django would write it."""
    plain = re.sub(r"\s*,\s*", ",", kind.lower().replace("character varying", "varchar")).removesuffix(" without time zone").strip()
    return re.sub(r"^serial$", "integer", re.sub(r"^bigserial$", "bigint", plain))
