"""The rows that the bench works on, on one database: models of the same ten columns.

``Reading`` has nothing beside them, ``CodedReading`` a unique code, ``AuditedReading`` a unique code and an audit log,
``SuppliedReading`` a supplier besides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder

COLUMNS = ("code", "name", "place", "unit", "number", "weight", "height", "active", "stage", "remark")
Values = dict[str, Any]


def reading(number: int) -> Values:
    """Return the columns of one row; no column is the same in all rows."""
    text = {"code": f"C{number:07}", "name": f"Reading {number}", "place": f"Hall {number % 40}", "unit": ("mm", "cm", "m")[number % 3]}
    sizes = {"number": number, "weight": number / 8, "height": number % 50 / 4, "active": number % 5 > 0}
    return {**text, **sizes, "stage": ("new", "seen")[number % 7 == 0], "remark": None if number % 4 else f"Remark {number}"}


def readings(count: int, start: int = 0) -> Iterator[Values]:
    """Give the columns of so many rows."""
    return map(reading, range(start, start + count))


@dataclass(frozen=True, slots=True)
class Place:
    """A database with the models in it."""

    name: str
    url: str
    db: DataFlow
    plain: Any
    coded: Any
    audited: Any
    supplied: Any

    @property
    def connection(self) -> Any:
        """Django's connection."""
        return connections[self.db.database]

    @property
    def driver(self) -> Any:
        """The raw connection of the driver, ``sqlite3`` or psycopg."""
        self.connection.ensure_connection()
        return self.connection.connection

    @property
    def is_postgresql(self) -> bool:
        """Whether it is PostgreSQL and not SQLite."""
        return bool(self.connection.vendor == "postgresql")

    def rows(self, model: Any) -> Any:
        """Return all rows of a model, as Django's own query set."""
        return model._base_manager.using(self.db.database)

    def supplier(self) -> Any:
        """Create a supplier, and return its key."""
        return self.run("SupplierCreateNode", name="A")["id"]

    def empty(self) -> None:
        """Remove all rows and their history."""
        for model in (self.plain, self.coded, self.audited, self.supplied):
            self.clear(model)

    def clear(self, model: Any) -> None:
        """Remove the rows of one model and their history."""
        history = [model.history.model] if hasattr(model, "history") else []
        for each in (model, *history):
            table = self.connection.ops.quote_name(each._meta.db_table)
            with self.connection.cursor() as cursor:
                cursor.execute(f"{'TRUNCATE' if self.is_postgresql else 'DELETE FROM'} {table}")

    def run(self, node_type: str, **parameters: Any) -> Any:
        """Run one node as a user does, and return its output."""
        builder = WorkflowBuilder().add_node(node_type, "node", parameters)
        return LocalRuntime(dataflow=self.db).execute(builder.build())[0]["node"]


def open_place(name: str, url: str, *, fresh: bool = True) -> Place:
    """Open a database, or with an empty URL the project's own, and make the models' tables in it, empty ones if ``fresh``."""
    db = DataFlow(url or None)
    supplier = db.model(type("Supplier", (), {"__module__": __name__, "__annotations__": {"name": str}}))
    place = Place(
        name,
        url,
        db,
        plain=_model(db, "Reading"),
        coded=_model(db, "CodedReading", __indexes__=[{"name": "coded_reading_code", "fields": ["code"], "unique": True}]),
        audited=_model(
            db,
            "AuditedReading",
            __indexes__=[{"name": "audited_reading_code", "fields": ["code"], "unique": True}],
            __dataflow__={"audit_log": True},
        ),
        supplied=_model(
            db,
            "SuppliedReading",
            {"supplier": supplier},
            __indexes__=[{"name": "supplied_reading_code", "fields": ["code"], "unique": True}],
            __dataflow__={"audit_log": True},
        ),
    )
    db.migrate()
    if fresh:
        place.empty()
    return place


def _model(db: DataFlow, name: str, more: dict[str, Any] | None = None, **special: Any) -> Any:
    """Make a model of the ten columns, and more."""
    columns = {
        "code": str,
        "name": str,
        "place": str,
        "unit": str,
        "number": int,
        "weight": float,
        "height": float,
        "active": bool,
        "stage": str,
    }
    annotations = {**columns, **(more or {}), "remark": str | None}
    return db.model(type(name, (), {"__module__": __name__, "__annotations__": annotations, "remark": None, **special}))
