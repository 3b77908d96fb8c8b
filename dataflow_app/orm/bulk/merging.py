"""Staged rows merged with those that are there: statements that a database works off by itself."""
# ruff: noqa: S608 - the names in statements are quoted or ours, and values are numbers or parameters

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.loading import ROW
from dataflow_app.orm.bulk.rules import Rule
from dataflow_app.orm.bulk.spelling import Spelling
from dataflow_app.orm.bulk.staging import Staging
from dataflow_app.orm.columns import TENANT

#: So many keys are held at a time where they go through our hands.
_FETCHED = 1_000


@dataclass(frozen=True)
class Merge:
    """What becomes of the rows of one staging table, all of which give the same columns.

    A staged row is the same as a row that is there where all columns of ``match`` are; with none, where any unique rule says so.
    ``given`` are the columns that the rows give, ``inserted`` those of a new row, None where they are too few for one.
    ``changed`` are the columns of a row that is there which are given; without any it stays as it is. ``times`` are set beside.
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

    @cached_property
    def spelling(self) -> Spelling:
        """How the database reads names."""
        return Spelling(self.bound)

    def insert(self, rule: Rule | None, part: range) -> tuple[int, int]:
        """Insert rows, change those that break the rule (none: leave those alone that break any); return how many of each."""
        spelling = self.spelling
        names = spelling.names(self.inserted or ())
        changes = f"UPDATE SET {spelling.changes((*self.changed, *self.times), 'excluded')}" if rule and self.changed else "NOTHING"
        meant = spelling.meant(rule, "excluded") if rule and self.changed else []
        created, touched = self._inserted(
            f"INSERT INTO {spelling.table} AS own ({names}) SELECT {names} FROM {self.table} AS given WHERE {_within(part)} "
            f"ON CONFLICT{spelling.target(rule) if rule else ''} DO {changes}{' WHERE ' if meant else ''}{' AND '.join(meant)}",
            "(xmax = 0)" if spelling.is_postgresql else "1",
        )
        return created, touched - created

    def look_up(self, part: range, tenant: str | None) -> str:
        """Return a table of the staged rows whose like is there, alive and the tenant's."""
        present, spelling = self.staging.present(), self.spelling
        narrowed = self.bound.options.multi_tenant and tenant is not None
        limits = [*spelling.same(name for name in self.match if not (narrowed and name == TENANT)), *spelling.living()]
        limits += [f"own.{spelling.name(TENANT)} = %s"] if narrowed else []
        self._run(
            f"INSERT INTO {present} SELECT given.{ROW}, own.{spelling.key} FROM {self.table} AS given "
            f"JOIN {spelling.table} AS own ON {' AND '.join(limits)} WHERE {_within(part)}",
            [tenant] if narrowed else None,
        )
        return present

    def several(self, present: str) -> list[tuple[int, int]]:
        """Return the staged rows that have more than one like, each with how many."""
        return self._fetch(f"SELECT {ROW}, count(*) FROM {present} GROUP BY {ROW} HAVING count(*) > 1 ORDER BY {ROW}")

    def absent(self, present: str, part: range) -> list[int]:
        """Return the staged rows whose like is not there."""
        return self._rows(f"{ROW} NOT IN (SELECT {ROW} FROM {present})", part)

    def unreachable(self, rule: Rule, part: range) -> list[int]:
        """Return the staged rows that break the rule by a row that is not to be changed: a deleted one, or another tenant's."""
        meant, same = self.spelling.meant(rule, "given"), " AND ".join(self.spelling.same(rule.names))
        kept = f"EXISTS (SELECT 1 FROM {self.spelling.table} AS own WHERE {same} AND NOT ({' AND '.join(meant)}))"
        return self._rows(kept, part) if meant else []

    def update(self, present: str, without: list[int]) -> int:
        """Change the rows that are there, except for what some staged rows say; return how many."""
        if not self.changed:
            return 0
        left_out = f" AND present.{ROW} NOT IN ({', '.join(map(str, without))})" if without else ""
        count = self._run(
            f"UPDATE {self.spelling.table} AS own SET {self.spelling.changes((*self.changed, *self.times), 'given')} "
            f"FROM {self.table} AS given JOIN {present} AS present ON present.{ROW} = given.{ROW} "
            f"WHERE own.{self.spelling.key} = present.pk{left_out}"
        )
        if self.keeps_keys:
            new = self.spelling.truth(value=False)
            self._run(f"INSERT INTO {self.staging.touched} SELECT pk, {new} FROM {present} AS present WHERE 1 = 1{left_out}")
        return count

    def insert_absent(self, present: str, part: range) -> int:
        """Insert the rows whose like is not there; return how many."""
        if self.inserted is None:
            return 0
        names = self.spelling.names(self.inserted)
        created, _ = self._inserted(
            f"INSERT INTO {self.spelling.table} AS own ({names}) SELECT {names} FROM {self.table} AS given "
            f"WHERE {_within(part)} AND {ROW} NOT IN (SELECT {ROW} FROM {present})",
            self.spelling.truth(value=True),
        )
        return created

    def values(self, row: int, names: tuple[str, ...]) -> dict[str, Any]:
        """Return what a staged row gives for some columns."""
        (found,) = self._fetch(f"SELECT {self.spelling.names(names)} FROM {self.table} WHERE {ROW} = {row}")
        return dict(zip(names, found, strict=True))

    def touched_keys(self) -> list[tuple[int, Any]]:
        """Return the keys of the rows that were touched, each after the number of the row that did."""
        if not self.match:
            return list(enumerate(key for (key,) in self._fetch(f"SELECT pk FROM {self.staging.touched} ORDER BY pk")))
        key, same = self.spelling.key, " AND ".join(self.spelling.same(self.match))
        return self._fetch(
            f"SELECT given.{ROW}, own.{key} FROM {self.staging.touched} AS touched JOIN {self.spelling.table} AS own "
            f"ON own.{key} = touched.pk JOIN {self.table} AS given ON {same} ORDER BY given.{ROW}"
        )

    def _inserted(self, statement: str, created: str) -> tuple[int, int]:
        """Run an insert; return how many rows it created, and touched, and keep their keys where something asks for them."""
        if not (self.spelling.is_postgresql or self.keeps_keys):
            count = self._run(statement)
            return count, count
        statement = f"{statement} RETURNING {self.spelling.key} AS pk, {created} AS created"
        touched, counts = self.staging.touched, "SELECT count(*) FILTER (WHERE created), count(*) FROM"
        if not self.spelling.is_postgresql:
            count = self._keep(statement)
            return count, count
        if not self.keeps_keys:
            ((new, count),) = self._fetch(f"WITH touched AS ({statement}) {counts} touched")
            return new, count
        ((new_before, before),) = self._fetch(f"{counts} {touched}")
        self._run(f"WITH touched AS ({statement}) INSERT INTO {touched} SELECT pk, created FROM touched")
        ((new, count),) = self._fetch(f"{counts} {touched}")
        return new - new_before, count - before

    def _keep(self, statement: str) -> int:
        """Run an insert of SQLite, which knows no statement around it; keep what it gives, and return how much that was."""
        count = 0
        with self.spelling.connection.cursor() as giving, self.spelling.connection.cursor() as taking:
            giving.execute(statement)
            while found := giving.fetchmany(_FETCHED):
                taking.executemany(f"INSERT INTO {self.staging.touched} VALUES (%s, %s)", found)
                count += len(found)
        return count

    def _rows(self, condition: str, part: range) -> list[int]:
        """Return the numbers of the staged rows for which a condition holds."""
        found = self._fetch(f"SELECT {ROW} FROM {self.table} AS given WHERE {_within(part)} AND {condition} ORDER BY {ROW}")
        return [row for (row,) in found]

    def _fetch(self, statement: str) -> list[Any]:
        with self.spelling.connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def _run(self, statement: str, values: list[Any] | None = None) -> int:
        with self.spelling.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)


def _within(part: range) -> str:
    return f"{ROW} BETWEEN {part.start} AND {part.stop - 1}"
