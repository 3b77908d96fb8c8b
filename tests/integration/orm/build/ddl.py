"""What a database says of a table's indexes and rules."""

from typing import Any

from django.db import connection


def is_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"


def indexes_of(model: Any) -> set[str]:
    """Return the definitions of the indexes that the class asked for, without the names of index and table."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index' AND sql IS NOT NULL", [table])
        definitions = [row[0] for row in cursor.fetchall()]
    return {_plain(each, table) for each in definitions if not any(kept in each for kept in _KEPT)}


#: Indexes that come with every table: of the key, the tenant and the foreign keys, and their companions for LIKE.
_KEPT = ("_pkey", "_tenant_id_", "_like ", "_created_at_", "_vendor_id_")


def _plain(definition: str, table: str) -> str:
    unique = "UNIQUE " if definition.startswith("CREATE UNIQUE") else ""
    return unique + definition.split(f"{table} " if is_postgresql() else f'"{table}" ', 1)[1].removeprefix("USING ").replace('"', "")


def checks_of(model: Any) -> set[str]:
    """Return the names of the checks of a table, without what makes them unique in the database."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return {name.rpartition("_")[0] for name, rule in found.items() if rule["check"] and not name.startswith("__")}
