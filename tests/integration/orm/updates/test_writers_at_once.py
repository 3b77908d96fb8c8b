"""Two writers at once: no change of either is lost, for each is an expression of the statement."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.orm.tenancy import every_row
from dataflow_app.orm.updates import read_update, write_update

TURNS = 25


@pytest.fixture
def database(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """Open a database that threads share, with one model in it."""
    with django_db_blocker.unblock(), DataFlow(_url(tmp_path)) as db:

        class Counter:
            """A row that many writers change."""

            count: int = 0
            seen: list[str] | None = None
            spec: dict | None = None

            __dataflow__ = {"versioned": True, "audit_log": True}

        db.model(Counter)
        db.migrate()
        yield db


def _url(folder: Path) -> str:
    chosen = settings.DATABASES["default"]
    if "sqlite" in chosen["ENGINE"]:
        return f"sqlite:///{folder / 'writers.sqlite3'}"
    return f"postgresql://{chosen['USER']}:{chosen['PASSWORD']}@/{chosen['NAME']}?host={chosen['HOST']}"


def test_writers_in_two_threads_lose_nothing(database: Any) -> None:
    (bound,) = database.models
    row: Any = every_row(bound).create(spec={"n": {"k": 0}})

    def write(name: str) -> None:
        update = {"$inc": {"count": 1, "spec.n.k": 2}, "$addToSet": {"seen": name}}
        definition = WorkflowBuilder().add_node("CounterUpdateNode", "count", {"id": row.pk, "update": update}).build()
        for _ in range(TURNS):
            LocalRuntime(dataflow=database).execute(definition)
        connections[bound.database].close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ["one", "two"]))
    row.refresh_from_db(using=bound.database)
    assert (row.count, row.spec, sorted(row.seen), row.row_version) == (2 * TURNS, {"n": {"k": 4 * TURNS}}, ["one", "two"], 2 * TURNS + 1)
    assert row.history.using(bound.database).count() == 2 * TURNS + 1
    row.history.using(bound.database).all().delete()
    every_row(bound).filter(pk=row.pk).delete()


def test_what_a_row_held_when_the_statement_was_made_does_not_matter(database: Any) -> None:
    (bound,) = database.models
    row: Any = every_row(bound).create(count=1)
    update = read_update(bound, {"$mul": {"count": 10}, "$push": {"seen": "late"}})

    def meanwhile() -> None:
        every_row(bound).filter(pk=row.pk).update(count=5, seen=["early"])
        connections[bound.database].close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(meanwhile).result()
    with transaction.atomic(using=bound.database):
        write_update(bound, every_row(bound).filter(pk=row.pk), update)
    row.refresh_from_db(using=bound.database)
    assert (row.count, row.seen) == (50, ["early", "late"])
