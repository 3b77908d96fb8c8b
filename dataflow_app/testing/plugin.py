"""The pytest plugin: an isolated DataFlow for a test, and workflows run in it.

It is there as soon as the package is installed; ``pytest -p dataflow_app.testing.plugin`` loads it from a checkout.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from dataflow_app.dataflow import DataFlow
    from dataflow_app.graph.builder import WorkflowBuilder
    from dataflow_app.graph.definition import Definition

Results = Mapping[str, Mapping[str, Any]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line and ``dataflow_database`` in the configuration choose the database of the tests."""
    words = "database URL of the 'dataflow' fixture (:memory: unless given); on PostgreSQL every test gets a schema of its own"
    parser.addoption("--dataflow-database", metavar="URL", help=words)
    parser.addini("dataflow_database", words, default=":memory:")


@pytest.fixture
def dataflow(request: pytest.FixtureRequest) -> "Iterator[DataFlow]":
    """Give a DataFlow on a database that is empty and this test's alone; it and its models are gone after the test."""
    from dataflow_app.testing.isolation import isolated_dataflow  # noqa: PLC0415 - Django is loaded by who uses the fixture

    url = request.config.getoption("--dataflow-database") or request.config.getini("dataflow_database")
    with _unblocked(request), isolated_dataflow(str(url)) as db:
        yield db


@pytest.fixture
def run_workflow(dataflow: "DataFlow") -> "Callable[..., Results]":
    """Give a function that runs a workflow in the test's DataFlow and returns the output of every node by id.

    ``run_workflow(builder, inputs=None, tenant=None, actor=None)``; it raises ``RunFailed`` where a node fails.
    """
    from dataflow_app.runtime.local import LocalRuntime  # noqa: PLC0415 - likewise

    def run(
        workflow: "Definition | WorkflowBuilder",
        inputs: Mapping[str, Any] | None = None,
        *,
        tenant: str | None = None,
        actor: str | None = None,
    ) -> Results:
        return LocalRuntime(dataflow=dataflow, tenant=tenant, actor=actor).execute(workflow, inputs)[0]

    return run


@pytest.fixture
def run_node(run_workflow: "Callable[..., Results]") -> Callable[..., Mapping[str, Any]]:
    """Give a function that runs one node in the test's DataFlow and returns its output: ``run_node("ProductCountNode", filter=…)``."""
    from dataflow_app.graph.builder import WorkflowBuilder  # noqa: PLC0415 - likewise

    def run(node_type: str, /, **parameters: Any) -> Mapping[str, Any]:
        return run_workflow(WorkflowBuilder().add_node(node_type, "node", parameters))["node"]

    return run


def _unblocked(request: pytest.FixtureRequest) -> AbstractContextManager[object]:
    """Let the fixture reach its own database where pytest-django keeps tests from theirs."""
    # pytest-django's blocker is None where no settings are named.
    blocker = request.getfixturevalue("django_db_blocker") if request.config.pluginmanager.hasplugin("django") else None
    return blocker.unblock() if blocker else nullcontext()
