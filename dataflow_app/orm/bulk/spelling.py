"""The parts of which statements that merge rows are made: ``own`` is the model's table in them, ``given`` the staged rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.rules import Rule
from dataflow_app.orm.columns import DELETED_AT, ROW_VERSION, TENANT, by_name, primary_key


@dataclass(frozen=True, slots=True)
class Spelling:
    """Spells names, conditions and changes as the model's database reads them; columns are given by their names in rows."""

    bound: BoundModel

    @property
    def connection(self) -> Any:
        """Django's connection."""
        return connections[self.bound.database]

    @property
    def is_postgresql(self) -> bool:
        """Whether it is PostgreSQL and not SQLite."""
        return bool(self.connection.vendor == "postgresql")

    @property
    def table(self) -> str:
        """The model's table."""
        return str(self.connection.ops.quote_name(self.bound.model._meta.db_table))

    @property
    def key(self) -> str:
        """The column of its primary key."""
        return self.name(primary_key(self.bound).attname)

    def name(self, name: str) -> str:
        """Spell a column."""
        return str(self.connection.ops.quote_name(str(by_name(self.bound)[name].column)))

    def names(self, names: Iterable[str]) -> str:
        """Spell a list of columns."""
        return ", ".join(map(self.name, names))

    def truth(self, *, value: bool) -> str:
        """Spell a truth value."""
        return str(value).lower() if self.is_postgresql else str(int(value))

    def same(self, names: Iterable[str]) -> list[str]:
        """Say that a row and a staged one have the same values in columns."""
        return [f"own.{self.name(name)} = given.{self.name(name)}" for name in names]

    def living(self) -> list[str]:
        """Say that a row was not deleted softly."""
        return [f"own.{self.name(DELETED_AT)} IS NULL"] if self.bound.options.soft_delete else []

    def target(self, rule: Rule) -> str:
        """Spell a unique rule as what a row may conflict with."""
        return f" ({self.names(rule.names)})" + (f" WHERE {self.name(DELETED_AT)} IS NULL" if rule.among_living else "")

    def meant(self, rule: Rule, source: str) -> list[str]:
        """Say that a row which broke the rule is one that may be changed: the same tenant's, and not deleted."""
        tenant = self.name(TENANT) if self.bound.options.multi_tenant and TENANT not in rule.names else None
        return [*([f"own.{tenant} = {source}.{tenant}"] if tenant else []), *([] if rule.among_living else self.living())]

    def changes(self, names: Iterable[str], source: str) -> str:
        """Spell the new values of columns; a version is raised."""
        changes = [f"{self.name(name)} = {source}.{self.name(name)}" for name in dict.fromkeys(names)]
        version = [f"{self.name(ROW_VERSION)} = own.{self.name(ROW_VERSION)} + 1"] if self.bound.options.versioned else []
        return ", ".join([*changes, *version])
