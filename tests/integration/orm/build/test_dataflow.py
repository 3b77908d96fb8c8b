"""DataFlow: databases opened, models bound, and both let go."""

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connections, router

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.dataflow import open_dataflows
from dataflow_app.errors import DatabaseError, ModelError
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.orm.bound_model import bound_to

pytestmark = pytest.mark.usefixtures("own_databases")


def a_model(dataflow: DataFlow, name: str = "Product", **options: Any) -> Any:
    """Bind a class with a name and a price."""
    return dataflow.model(type(name, (), {"__annotations__": {"name": str}, "__module__": __name__, "__qualname__": name, **options}))


def test_without_a_url_it_is_the_projects_database() -> None:
    with DataFlow() as dataflow:
        assert dataflow.database == "default"


def test_the_url_of_the_projects_database_is_that_database() -> None:
    with DataFlow(os.environ["DATABASE_URL"]) as dataflow:
        assert dataflow.database == "default"


def test_a_database_in_memory_is_one_for_all_threads() -> None:
    with DataFlow(":memory:") as dataflow:
        model = a_model(dataflow)
        model.objects.create(name="main")

        def create(number: int) -> None:
            model.objects.create(name=str(number))
            connections[dataflow.database].close()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(create, range(40)))
        assert model.objects.count() == 41


def test_two_databases_in_memory_are_two() -> None:
    with DataFlow(":memory:") as one, DataFlow(":memory:") as other:
        first, second = a_model(one), a_model(other)
        first.objects.create(name="x")
        assert (first.objects.count(), second.objects.count()) == (1, 0)
        assert first._meta.label != second._meta.label
        assert (router.db_for_write(first), router.db_for_read(second)) == (one.database, other.database)


def test_a_file_is_a_database_with_wal_and_foreign_keys(tmp_path: Path) -> None:
    with DataFlow(f"sqlite:///{tmp_path}/shop.db") as dataflow:
        a_model(dataflow).objects.create(name="x")
        with connections[dataflow.database].cursor() as cursor:
            pragmas = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")]
    assert pragmas == ["wal", 1, 20000]
    with DataFlow(f"sqlite:///{tmp_path}/shop.db") as again:
        assert a_model(again).objects.get().name == "x"


def test_history_lives_with_its_model() -> None:
    with DataFlow(":memory:") as dataflow:
        model = a_model(dataflow, __dataflow__={"audit_log": True})
        row = model.objects.create(name="x")
        assert [(record.history_type, record._state.db) for record in row.history.all()] == [("+", dataflow.database)]


def test_constructing_connects_to_nothing() -> None:
    with DataFlow(
        "postgresql://user:pass@localhost:1/nowhere", pool_size=20, pool_max_overflow=30, monitoring=True, auto_migrate=True
    ) as dataflow:
        a_model(dataflow)
        assert connections.settings[dataflow.database]["OPTIONS"]["pool"] == {"min_size": 20, "max_size": 50}


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(DatabaseError, match=r"DataFlow has no argument 'pool_sise'\. Did you mean 'pool_size'\?"):
        DataFlow(pool_sise=3)


@pytest.mark.parametrize("name", ["monitoring", "echo", "auto_migrate"])
def test_a_switch_that_is_neither_true_nor_false_is_refused(name: str) -> None:
    switch: Any = {name: "false"}
    with pytest.raises(DatabaseError, match=rf"^{name} is 'false'\. It is either True or False\.$"):
        DataFlow(":memory:", **switch)


def test_an_existing_model_may_be_bound_again(db: None, tmp_path: Path) -> None:
    with DataFlow() as here, DataFlow(f"sqlite:///{tmp_path}/there.db") as there:
        for dataflow in (here, there):
            for _ in range(2):
                dataflow.model(Group)
                assert len(dataflow.registry.names()) == 11
            assert [bound.model for bound in dataflow.models] == [Group]


def test_a_model_keeps_its_options_in_another_database() -> None:
    with DataFlow(":memory:") as one, DataFlow(":memory:") as two:
        two.model(a_model(one, __dataflow__={"multi_tenant": True}))
        assert [(bound.database, bound.options.multi_tenant) for bound in two.models] == [(two.database, True)]


def test_what_is_no_class_is_refused(dataflow: DataFlow) -> None:
    decorate: Any = dataflow.model
    with pytest.raises(ModelError) as caught:
        decorate(len)
    assert str(caught.value) == "db.model takes a class, and a builtin_function_or_method was given. Write '@db.model' above a class."


def test_mysql_is_refused() -> None:
    with pytest.raises(DatabaseError, match="MySQL is not supported"):
        DataFlow("mysql://localhost/shop")


def test_closing_forgets_models_nodes_and_database() -> None:
    dataflow = DataFlow(":memory:")
    model = a_model(dataflow, "Fleeting")
    label, alias = model._meta.app_label, dataflow.database
    assert REGISTRIES.resolve("FleetingCreateNode") is not None
    dataflow.close()
    dataflow.close()
    assert REGISTRIES.resolve("FleetingCreateNode") is None
    assert alias not in connections.settings
    assert "fleeting" not in apps.all_models[label]
    assert dataflow not in open_dataflows()
    with pytest.raises(ModelError, match="this DataFlow is closed"):
        a_model(dataflow)


def test_the_same_class_defined_again_takes_its_place(dataflow: DataFlow) -> None:
    first = a_model(dataflow, "Again")
    first.objects.create(name="kept")
    second = a_model(dataflow, "Again", size=3)
    assert second is not first
    assert [bound.model for bound in dataflow.models] == [second]
    assert second.objects.get().name == "kept"
    with DataFlow() as other:
        third = a_model(other, "Again")
        assert (dataflow.models, third.objects.count()) == ((), 1)


def test_another_class_of_the_name_is_refused_with_the_earlier_place(dataflow: DataFlow) -> None:
    a_model(dataflow, "Taken")
    another = type("Taken", (), {"__annotations__": {"size": int}, "__module__": __name__, "__qualname__": "elsewhere.Taken"})
    with pytest.raises(ModelError, match=rf"Taken at .* would take the table of another Taken, defined at {__file__}, line \d+"):
        dataflow.model(another)


def test_a_script_model_comes_before_a_projects(dataflow: DataFlow) -> None:
    model = a_model(dataflow, "Product")
    found: Any = REGISTRIES.resolve("ProductCreateNode")
    assert found.model == model._meta.label != "catalog.Product"


def test_its_nodes_work_and_are_gone_with_it() -> None:
    with DataFlow(":memory:") as dataflow:
        a_model(dataflow, "Contraption")
        workflow = WorkflowBuilder()
        workflow.add_node("ContraptionCreateNode", "create", {"name": "Drill"})
        results, _run = LocalRuntime().execute(workflow.build())
        assert results["create"]["name"] == "Drill"


def test_relations_within_a_database_of_its_own_hold() -> None:
    with DataFlow(":memory:") as dataflow:

        @dataflow.model
        class Maker:
            name: str

        @dataflow.model
        class Part:
            maker: Maker

        maker: Any = Maker
        part: Any = Part
        one = maker.objects.create(name="m")
        part.objects.create(maker=one)
        assert (one.part_set.count(), part.objects.get(maker__name="m").maker) == (1, one)


def test_a_relation_into_another_database_is_refused(dataflow: DataFlow) -> None:
    with DataFlow(":memory:") as other:

        @other.model
        class Maker:
            name: str

        with pytest.raises(ModelError, match=r"Part\.maker refers to .*\.Maker, which lives in another database"):

            @dataflow.model
            class Part:
                maker: Maker


def test_echo_logs_statements_without_values(caplog: pytest.LogCaptureFixture) -> None:
    with DataFlow(":memory:", echo=True) as dataflow, caplog.at_level(logging.INFO, "dataflow.sql"):
        a_model(dataflow).objects.create(name="secret value")
    assert any("INSERT INTO" in record.getMessage() for record in caplog.records)
    assert "secret value" not in caplog.text


@pytest.mark.parametrize("where", ["database", "model"])
def test_monitoring_logs_each_node(caplog: pytest.LogCaptureFixture, where: str) -> None:
    with DataFlow(":memory:", monitoring=where == "database") as dataflow, caplog.at_level(logging.INFO, "dataflow.nodes"):
        a_model(dataflow, "Watched", __dataflow__={"monitoring": where == "model"})
        workflow = WorkflowBuilder()
        workflow.add_node("WatchedCreateNode", "create", {"name": "x"})
        workflow.add_node("WatchedListNode", "list", {})
        LocalRuntime().execute(workflow.build())
    lines = sorted(record.getMessage().rpartition(", run")[0] for record in caplog.records if record.name == "dataflow.nodes")
    assert lines == [
        f"Watched{kind}Node of {name} ran: node {node}"
        for kind, node, name in (("Create", "create", lines[0].split()[2]), ("List", "list", lines[0].split()[2]))
    ]


def test_many_may_be_opened_while_others_run() -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(5):
                with DataFlow(":memory:"):
                    list(connections.all())
        except BaseException as error:  # noqa: BLE001 - told by the assertion
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_what_binds_a_model_is_found_on_it() -> None:
    with DataFlow(":memory:") as dataflow:
        model = a_model(dataflow)
        assert bound_to(model) is dataflow.models[0]
        assert model._dataflow is dataflow.models[0]
