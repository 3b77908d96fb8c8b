from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from dataflow_app.dataflow import DataFlow
from tests.integration.orm.updates import shelves

Run = Callable[..., Any]


@pytest.fixture(scope="session", autouse=True)
def _shelf_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        shelves.db.migrate()
        yield


@pytest.fixture
def sample() -> DataFlow:
    """The DataFlow of the shelves."""
    return shelves.db


@pytest.fixture
def changed(run: Run) -> Callable[..., Any]:
    """Create a shelf with some columns, update it, and give those columns as they are then."""

    def change(before: Mapping[str, Any], update: Mapping[str, Any]) -> dict[str, Any]:
        row = run("ShelfCreateNode", {"code": "s", **before})
        after = run("ShelfUpdateNode", {"id": row["id"], "update": update})
        assert run("ShelfReadNode", {"id": row["id"]}) == after
        return {name: value for name, value in after.items() if value != row[name] and name not in ("row_version", "changed_at", "worth")}

    return change
