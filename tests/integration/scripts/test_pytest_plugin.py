"""The pytest plugin, in a test run of its own, as a user's tests are."""

import os

import pytest

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.slow

SHOP = """
import pytest
from dataflow_app import WorkflowBuilder
from dataflow_app.errors import RunFailed

@pytest.fixture
def shop(dataflow):
    @dataflow.model
    class Product:
        name: str
        price: float
    return dataflow

def test_creation(shop, run_workflow):
    builder = WorkflowBuilder().add_node("ProductCreateNode", "create", {"name": "Drill", "price": 99.99})
    assert run_workflow(builder)["create"]["price"] == 99.99

@pytest.mark.parametrize("name", ["Saw", "Axe"])
def test_every_test_begins_with_no_rows(shop, run_node, name):
    assert run_node("ProductCountNode")["count"] == 0
    run_node("ProductCreateNode", name=name, price=1.5)
    assert run_node("ProductListNode", fields=["name"])["records"] == [{"name": name}]

def test_failures_are_raised(shop, run_node):
    with pytest.raises(RunFailed, match="no Product with id 5"):
        run_node("ProductReadNode", id=5)
"""


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(SHOP)
    pytester.makeini("[pytest]\n")
    for name in ("DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS"):
        os.environ.pop(name, None)
    return pytester.runpytest_subprocess("-p", "dataflow_app.testing.plugin", "-p", "no:cacheprovider", *arguments)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
    for name in ("DJANGO_SETTINGS_MODULE", "DATAFLOW_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_each_test_has_a_database_of_its_own_in_memory(pytester: pytest.Pytester) -> None:
    run(pytester).assert_outcomes(passed=4)


def test_each_test_has_a_schema_of_its_own_where_a_database_is_named(pytester: pytest.Pytester) -> None:
    run(pytester, f"--dataflow-database={os.environ['DATABASE_URL']}").assert_outcomes(passed=4)


def test_it_works_without_pytest_django(pytester: pytest.Pytester) -> None:
    run(pytester, "-p", "no:django").assert_outcomes(passed=4)
