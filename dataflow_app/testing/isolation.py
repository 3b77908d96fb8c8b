"""A database that a test has to itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connections

from dataflow_app.dataflow import DataFlow


@contextmanager
def isolated_dataflow(url: str) -> Iterator[DataFlow]:
    """Give a DataFlow on an empty database: in memory for SQLite, a schema of its own for PostgreSQL; close and drop it afterwards."""
    if "postgres" not in url.partition(":")[0]:
        with DataFlow(":memory:") as db:
            yield db
        return
    with _schema(url) as inside, DataFlow(inside) as db:
        yield db


@contextmanager
def _schema(url: str) -> Iterator[str]:
    name = f"dataflow_test_{uuid4().hex[:12]}"
    with DataFlow(url) as outer, connections[outer.database].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    finally:
        with DataFlow(url) as outer, connections[outer.database].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")
