"""Temporary tables that rows are loaded into before they are merged with the model's own."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import connections

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.loading import ROW
from dataflow_app.orm.columns import by_name, primary_key

_NUMBERS = count(1)


@contextmanager
def staging(bound: BoundModel) -> Iterator["Staging"]:
    """Give temporary tables, and remove them at the end."""
    tables = Staging(bound)
    yield tables
    tables.drop()


class Staging:
    """Temporary tables of one connection; a transaction that is undone takes them with it."""

    def __init__(self, bound: BoundModel) -> None:
        self._bound = bound
        self._names: list[str] = []
        #: The keys of rows that were touched, and whether each is new.
        self.touched = self._create("touched", f"{self._key()} AS pk, (1 = 1) AS created")

    def table(self, names: Iterable[str]) -> str:
        """Return a new table of some of the model's columns, with the number of each row."""
        quote = connections[self._bound.database].ops.quote_name
        own = ", ".join(quote(str(by_name(self._bound)[name].column)) for name in names)
        return self._create("rows", f"CAST(0 AS bigint) AS {ROW}, {own}")

    def present(self) -> str:
        """Return a new table of the numbers of rows whose like is there, and the keys of those."""
        return self._create("present", f"CAST(0 AS bigint) AS {ROW}, {self._key()} AS pk")

    def drop(self) -> None:
        """Remove the tables; one that was made in a part of the work which was undone is gone already."""
        with connections[self._bound.database].cursor() as cursor:
            for name in self._names:
                cursor.execute(f"DROP TABLE IF EXISTS {name}")

    def _create(self, purpose: str, columns: str) -> str:
        connection: Any = connections[self._bound.database]
        name = f"dataflow_{purpose}_{next(_NUMBERS)}"
        source = connection.ops.quote_name(self._bound.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT {columns} FROM {source} WHERE 1 = 0")  # noqa: S608 - quoted names of the model's own
        self._names.append(name)
        return name

    def _key(self) -> str:
        return connections[self._bound.database].ops.quote_name(str(primary_key(self._bound).column))
