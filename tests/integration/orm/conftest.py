from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from dataflow_app.dataflow import DataFlow
from dataflow_app.errors import NodeError
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope
from tests.integration.orm import sample_models

Run = Callable[..., Any]
ANN = Scope(tenant="a", enforced=True, actor="ann", run="7", node="step")


@pytest.fixture(scope="session", autouse=True)
def _sample_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        sample_models.db.migrate()
        yield


@pytest.fixture
def sample() -> DataFlow:
    """The DataFlow whose models the tests of a folder work on."""
    return sample_models.db


@pytest.fixture
def bound(sample: DataFlow) -> Callable[[str], BoundModel]:
    """Find the binding of a sample model by its name."""
    return {each.name: each for each in sample.models}.__getitem__


@pytest.fixture
def run(db: None, sample: DataFlow) -> Run:
    """Run a node of a sample model: ``run("GadgetCreateNode", {...})``, for tenant "a" unless another scope is given."""

    def run_node(name: str, parameters: Mapping[str, Any], scope: Scope = ANN) -> Any:
        node_type = sample.registry.get(name)
        assert node_type is not None
        context = NodeContext(scope, scope.run or "", "step", 0, {}, "key", lambda: False, lambda _: {})
        return node_type.run(context, parameters)

    return run_node


@pytest.fixture
def refused(run: Run) -> Callable[..., NodeError]:
    """Run a node that must refuse, and return its error."""

    def run_refused(name: str, parameters: Mapping[str, Any], scope: Scope = ANN) -> NodeError:
        with pytest.raises(NodeError) as caught:
            run(name, parameters, scope)
        return caught.value

    return run_refused
