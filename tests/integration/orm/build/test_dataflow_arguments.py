"""What DataFlow is told: pools, several databases at once, and what has no effect."""

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.dataflow import open_dataflows
from tests.integration.orm.build.shapes import shape

pytestmark = pytest.mark.usefixtures("own_databases")


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, own_url: str) -> str:
    """Give the URL of an empty PostgreSQL database, or skip the test where there is no server."""
    if request.config.getoption("--database") == "sqlite":
        pytest.skip("SQLite has no pool")
    return own_url


def at_once(dataflow: DataFlow, threads: int, seen: Callable[[], Any]) -> Any:
    """Let so many threads use the database at once, as many as its pool lets in, and return what is seen meanwhile."""
    inside, leave = threading.Semaphore(0), threading.Event()

    def use() -> None:
        with connections[dataflow.database].cursor() as cursor:
            cursor.execute("SELECT 1")
            inside.release()
            leave.wait(30)
        connections[dataflow.database].close()

    with ThreadPoolExecutor(threads) as pool:
        done = [pool.submit(use) for _ in range(threads)]
        limit = connections.settings[dataflow.database]["OPTIONS"]["pool"]["max_size"]
        for _ in range(min(threads, limit)):
            assert inside.acquire(timeout=30)
        found = seen()
        leave.set()
        assert [each.result() for each in done] == [None] * threads
    return found


def test_a_pool_opens_as_many_connections_as_it_may_and_no_more(postgresql_url: str) -> None:
    def count() -> int:
        with psycopg.connect(postgresql_url) as observer:
            (found,) = observer.execute(  # type: ignore[misc]
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            ).fetchone()
            return int(found)

    with DataFlow(postgresql_url, pool_size=2, pool_max_overflow=1, pool_recycle=77) as dataflow:
        assert at_once(dataflow, 6, count) == 3
        pool: Any = connections[dataflow.database].pool  # type: ignore[attr-defined]
        assert (pool.min_size, pool.max_size, pool.max_lifetime) == (2, 3, 77)


def test_a_pool_of_one_serves_a_runtime_again_and_again(postgresql_url: str) -> None:
    with DataFlow(postgresql_url, pool_size=1) as dataflow:
        shape(dataflow, {"name": str})
        for number in range(5):
            assert create(dataflow, str(number))["name"] == str(number)


def create(dataflow: DataFlow | None, name: str) -> Any:
    """Create a row by a node."""
    workflow = WorkflowBuilder()
    workflow.add_node("ShapeCreateNode", "create", {"name": name})
    results, _ = LocalRuntime(dataflow=dataflow).execute(workflow.build())
    return results["create"]


def test_models_of_one_name_live_in_several_databases_at_once(tmp_path: Path, own_url: str) -> None:
    urls = [f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/two.db", own_url]
    dataflows = [DataFlow(url) for url in urls]
    models = [shape(each, {"name": str, f"of_{number}": int | None}) for number, each in enumerate(dataflows)]
    for number, dataflow in enumerate(dataflows):
        for _ in range(number + 1):
            assert f"of_{number}" in create(dataflow, "x")
    assert [model.objects.count() for model in models] == [1, 2, 3]
    with pytest.raises(Exception, match=r"ShapeCreateNode is the name of several node types.*LocalRuntime\(dataflow=db\)"):
        create(None, "x")
    for each in dataflows:
        each.close()


def test_a_pool_on_sqlite_is_said_to_have_no_effect_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(2):
        DataFlow(f"sqlite:///{tmp_path}/{number}.db", pool_size=3, pool_recycle=9).close()
    assert [record.message for record in caplog.records] == [
        "pool_size and pool_recycle have no effect on SQLite: every thread opens the file for itself."
    ]


def test_of_databases_in_memory_the_newest_is_meant() -> None:
    older, newer = DataFlow(":memory:"), DataFlow(":memory:")
    models = [shape(each, {"name": str}) for each in (older, newer)]
    create(None, "new")
    create(older, "old")
    assert [list(model.objects.values_list("name", flat=True)) for model in models] == [["old"], ["new"]]
    newer.close()
    create(None, "again")
    assert models[0].objects.count() == 2
    older.close()


def test_a_database_in_memory_that_nobody_holds_gives_way_to_the_next() -> None:
    def leave_behind() -> str:
        dataflow = DataFlow(":memory:")
        shape(dataflow, {"name": str})
        return dataflow.database

    before = open_dataflows()
    first = leave_behind()
    gc.collect()
    assert create(None, "still there")["id"] == 1
    assert create(None, "still there")["id"] == 2
    with DataFlow(":memory:") as dataflow:
        shape(dataflow, {"name": str})
        assert first not in connections.settings
        assert create(None, "in the new one")["id"] == 1
    assert open_dataflows() == before
