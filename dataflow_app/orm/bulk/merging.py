"""Staged rows merged with those that are there: statements that a database works off by itself.

A staged row is the same as a row that is there where all columns of ``match`` are; with none, where any unique rule says so. In
statements ``given`` is the staging table and ``own`` the model's.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.loading import ROW
from dataflow_app.orm.bulk.rules import Rule
from dataflow_app.orm.bulk.staging import Staging
from dataflow_app.orm.columns import DELETED_AT, ROW_VERSION, TENANT, by_name, primary_key


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of the rows of one staging table, all of which give the same columns.

    ``given`` are those columns, ``inserted`` those of a new row, None where the staged ones are too few for one. ``changed`` are the columns of a
    row that is there which are given; without any it stays as it is. ``times`` are set beside them.
    """

    bound: BoundModel
    staging: Staging
    table: str
    match: tuple[str, ...]
    given: tuple[str, ...]
    inserted: tuple[str, ...] | None
    changed: tuple[str, ...]
    times: tuple[str, ...]
    keeps_keys: bool

    def insert(self, rule: Rule | None, part: range) -> tuple[int, int]:
        """Insert rows, change those that break the rule (none: leave those alone that break any); return how many of each."""
        target = f" ({self._names(rule.names)}){self._living(rule)}" if rule else ""
        changes = f"UPDATE SET {self._changes('excluded')}{self._guard(rule)}" if rule and self.changed else "NOTHING"
        created = "(xmax = 0)" if self._is_postgresql else "1"
        statement = (
            f"INSERT INTO {self._target} AS own ({self._names(self.inserted or ())}) SELECT {self._names(self.inserted or ())} "
            f"FROM {self.table} AS given WHERE {_within(part)} ON CONFLICT{target} DO {changes} "
            f"RETURNING {self._key} AS pk, {created} AS created"
        )
        created_count, count = self._counted(statement)
        return created_count, count - created_count

    def look_up(self, part: range, tenant: str | None) -> str:
        """Return a table of the staged rows whose like is there, alive and the tenant's."""
        present = self.staging.present()
        limits = [f"own.{self._quote(name)} = given.{self._quote(name)}" for name in self.match if name != TENANT or tenant is None]
        values = []
        if self.bound.options.multi_tenant and tenant is not None:
            limits, values = [*limits, f"own.{self._quote(TENANT)} = %s"], [tenant]
        if self.bound.options.soft_delete:
            limits.append(f"own.{self._quote(DELETED_AT)} IS NULL")
        self._run(
            f"INSERT INTO {present} SELECT given.{ROW}, own.{self._key} FROM {self.table} AS given "
            f"JOIN {self._target} AS own ON {' AND '.join(limits)} WHERE {_within(part)}",
            values,
        )
        return present

    def several(self, present: str) -> list[tuple[int, int]]:
        """Return the staged rows that have more than one like, each with how many."""
        return self.fetch(f"SELECT {ROW}, count(*) FROM {present} GROUP BY {ROW} HAVING count(*) > 1 ORDER BY {ROW}")

    def absent(self, present: str, part: range) -> list[int]:
        """Return the staged rows whose like is not there."""
        return self.rows(f"{ROW} NOT IN (SELECT {ROW} FROM {present})", part)

    def update(self, present: str) -> int:
        """Change the rows that are there; return how many."""
        if not self.changed:
            return 0
        count = self._run(
            f"UPDATE {self._target} AS own SET {self._changes('given')} FROM {self.table} AS given "
            f"JOIN {present} AS present ON present.{ROW} = given.{ROW} WHERE own.{self._key} = present.pk"
        )
        if self.keeps_keys:
            self._run(f"INSERT INTO {self.staging.touched} SELECT pk, {self._false} FROM {present}")
        return count

    def insert_absent(self, present: str, part: range) -> int:
        """Insert the rows whose like is not there; return how many."""
        if self.inserted is None:
            return 0
        created, _ = self._counted(
            f"INSERT INTO {self._target} AS own ({self._names(self.inserted)}) SELECT {self._names(self.inserted)} "
            f"FROM {self.table} AS given WHERE {_within(part)} AND {ROW} NOT IN (SELECT {ROW} FROM {present}) "
            f"RETURNING {self._key} AS pk, {self._true} AS created"
        )
        return created

    def rows(self, condition: str, part: range) -> list[int]:
        """Return the numbers of the staged rows for which a condition holds."""
        return [
            row for (row,) in self.fetch(f"SELECT {ROW} FROM {self.table} AS given WHERE {_within(part)} AND {condition} ORDER BY {ROW}")
        ]

    def unreachable(self, rule: Rule, part: range) -> list[int]:
        """Return the staged rows that break the rule by a row that is not to be changed: a deleted one, or another tenant's."""
        same = " AND ".join(f"own.{self._quote(name)} = given.{self._quote(name)}" for name in rule.names)
        conditions = self._guards(rule, "given")
        kept = f"EXISTS (SELECT 1 FROM {self._target} AS own WHERE {same} AND NOT ({' AND '.join(conditions)}))"
        return self.rows(kept, part) if conditions else []

    def values(self, row: int, names: tuple[str, ...]) -> dict[str, Any]:
        """Return what a staged row gives for some columns."""
        (found,) = self.fetch(f"SELECT {self._names(names)} FROM {self.table} AS given WHERE {ROW} = {row}")
        return dict(zip(names, found, strict=True))

    def keys(self) -> list[tuple[int, Any]]:
        """Return the keys of the rows that were touched, each after the number of the row that did."""
        if not self.match:
            return list(enumerate(key for (key,) in self.fetch(f"SELECT pk FROM {self.staging.touched} ORDER BY pk")))
        same = " AND ".join(f"own.{self._quote(name)} = given.{self._quote(name)}" for name in self.match)
        return self.fetch(
            f"SELECT given.{ROW}, own.{self._key} FROM {self.staging.touched} AS touched JOIN {self._target} AS own "
            f"ON own.{self._key} = touched.pk JOIN {self.table} AS given ON {same} ORDER BY given.{ROW}"
        )

    def fetch(self, statement: str) -> list[Any]:
        """Return the rows of a query."""
        with connections[self.bound.database].cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def _counted(self, statement: str) -> tuple[int, int]:
        """Run an insert; return how many rows it created, and touched, and keep their keys where something asks for them."""
        touched = self.staging.touched
        if not self._is_postgresql:
            found = self.fetch(statement)
            if self.keeps_keys:
                with connections[self.bound.database].cursor() as cursor:
                    cursor.executemany(f"INSERT INTO {touched} VALUES (%s, %s)", found)
            return sum(created for _, created in found), len(found)
        counting = "SELECT count(*) FILTER (WHERE created), count(*) FROM"
        if not self.keeps_keys:
            return tuple(self.fetch(f"WITH touched AS ({statement}) {counting} touched")[0])
        before = self.fetch(f"{counting} {touched}")[0]
        self._run(f"WITH touched AS ({statement}) INSERT INTO {touched} SELECT pk, created FROM touched")
        after = self.fetch(f"{counting} {touched}")[0]
        return after[0] - before[0], after[1] - before[1]

    def _run(self, statement: str, values: list[Any] | None = None) -> int:
        with connections[self.bound.database].cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

    def _changes(self, source: str) -> str:
        names = dict.fromkeys([*self.changed, *self.times])
        changes = [f"{self._quote(name)} = {source}.{self._quote(name)}" for name in names]
        version = self._quote(ROW_VERSION) if self.bound.options.versioned else None
        return ", ".join([*changes, *([f"{version} = own.{version} + 1"] if version else [])])

    def _guard(self, rule: Rule) -> str:
        conditions = self._guards(rule, "excluded")
        return f" WHERE {' AND '.join(conditions)}" if conditions else ""

    def _guards(self, rule: Rule, source: str) -> list[str]:
        """Return what keeps rows from being changed that are not meant, though they break the rule."""
        tenant, deleted = (self._quote(name) if name in by_name(self.bound) else "" for name in (TENANT, DELETED_AT))
        apart = [f"own.{tenant} = {source}.{tenant}"] if self.bound.options.multi_tenant and TENANT not in rule.names else []
        return [*apart, *([f"own.{deleted} IS NULL"] if self.bound.options.soft_delete and not rule.among_living else [])]

    def _living(self, rule: Rule) -> str:
        return f" WHERE {self._quote(DELETED_AT)} IS NULL" if rule.among_living else ""

    def _names(self, names: tuple[str, ...]) -> str:
        return ", ".join(map(self._quote, names))

    def _quote(self, name: str) -> str:
        return connections[self.bound.database].ops.quote_name(str(by_name(self.bound)[name].column))

    @property
    def _target(self) -> str:
        return connections[self.bound.database].ops.quote_name(self.bound.model._meta.db_table)

    @property
    def _key(self) -> str:
        return self._quote(primary_key(self.bound).attname)

    @property
    def _is_postgresql(self) -> bool:
        return connections[self.bound.database].vendor == "postgresql"

    @property
    def _true(self) -> str:
        return "true" if self._is_postgresql else "1"

    @property
    def _false(self) -> str:
        return "false" if self._is_postgresql else "0"


def _within(part: range) -> str:
    return f"{ROW} BETWEEN {part.start} AND {part.stop - 1}"
