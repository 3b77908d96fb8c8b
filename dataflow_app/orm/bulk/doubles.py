"""Staged rows that are the same as one before them: the database looks for them, so that nobody else need remember their keys."""
# ruff: noqa: S608 - the names in statements are quoted or ours, and values are numbers

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models.expressions import Col

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bulk.loading import ROW
from dataflow_app.orm.bulk.merging import Merge
from dataflow_app.orm.bulk.spelling import Spelling
from dataflow_app.orm.columns import by_name

_REMOVED = 1_000


class Doubles:
    """The rows of some staging tables that have the same values in columns as an earlier row; empty values are never the same."""

    def __init__(self, merges: Sequence[Merge], names: tuple[str, ...]) -> None:
        self._names = names
        self._spelling = Spelling(merges[0].bound)
        self._tables = [merge.table for merge in merges]
        columns = self._spelling.names(names)
        given = " AND ".join(f"{self._spelling.name(name)} IS NOT NULL" for name in names)
        self._staged = " UNION ALL ".join(f"SELECT {ROW}, {columns} FROM {table} WHERE {given}" for table in self._tables)
        numbered = f"SELECT {ROW}, min({ROW}) OVER (PARTITION BY {columns}) AS earlier, {columns} FROM ({self._staged}) AS staged"
        self._later = f"FROM ({numbered}) AS numbered WHERE {ROW} > earlier"

    def are_there(self) -> bool:
        """Whether there is one."""
        columns = self._spelling.names(self._names)
        found = self._fetch(f"SELECT 1 FROM ({self._staged}) AS staged GROUP BY {columns} HAVING count(*) > 1 LIMIT 1")
        return bool(found)

    def told(self, most: int | None) -> Iterator[tuple[int, int, dict[str, Any]]]:
        """Yield the number of each (of the first so many), that of the earlier row, and what they have in common."""
        limit = "" if most is None else f" LIMIT {most}"
        for row, earlier, *values in self._fetch(
            f"SELECT {ROW}, earlier, {self._spelling.names(self._names)} {self._later} ORDER BY {ROW}{limit}"
        ):
            yield row, earlier, {name: self._read(name, value) for name, value in zip(self._names, values, strict=True)}

    def remove(self) -> None:
        """Remove them from their tables."""
        rows = [row for (row,) in self._fetch(f"SELECT {ROW} {self._later}")]
        with self._spelling.connection.cursor() as cursor:
            for table in self._tables:
                for part in batches(rows, _REMOVED):
                    cursor.execute(f"DELETE FROM {table} WHERE {ROW} IN ({', '.join(map(str, part))})")

    def _read(self, name: str, value: Any) -> Any:
        """Return a value as the model holds it."""
        connection = self._spelling.connection
        column = Col("", by_name(self._spelling.bound)[name])
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)):
            value = convert(value, column, connection)
        return value

    def _fetch(self, statement: str) -> list[Any]:
        with self._spelling.connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())
