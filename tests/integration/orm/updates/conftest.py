from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from dataflow_app.errors import NodeError
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope
from tests.integration.orm.updates import shelves

Run = Callable[..., Any]
ANN = Scope(tenant="a", enforced=True, actor="ann", run="7", node="step")


@pytest.fixture(scope="session", autouse=True)
def _shelf_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        shelves.db.migrate()
        yield


@pytest.fixture
def bound() -> Callable[[str], BoundModel]:
    """Find the binding of a model by its name."""
    return {each.name: each for each in shelves.db.models}.__getitem__


@pytest.fixture
def run(db: None) -> Run:
    """Run a node: ``run("ShelfCreateNode", {...})``, for tenant "a" unless another scope is given."""

    def run_node(name: str, parameters: Mapping[str, Any], scope: Scope = ANN) -> Any:
        node_type = shelves.db.registry.get(name)
        assert node_type is not None
        return node_type.run(NodeContext(scope, scope.run or "", "step", 0, {}, "key", lambda: False, lambda _: {}), parameters)

    return run_node


@pytest.fixture
def refused(run: Run) -> Callable[..., NodeError]:
    """Run a node that must refuse, and return its error."""

    def run_refused(name: str, parameters: Mapping[str, Any], scope: Scope = ANN) -> NodeError:
        with pytest.raises(NodeError) as caught:
            run(name, parameters, scope)
        return caught.value

    return run_refused


@pytest.fixture
def changed(run: Run) -> Callable[..., Any]:
    """Create a shelf with some columns, update it, and give those columns as they are then."""

    def change(before: Mapping[str, Any], update: Mapping[str, Any]) -> dict[str, Any]:
        row = run("ShelfCreateNode", {"code": "s", **before})
        after = run("ShelfUpdateNode", {"id": row["id"], "update": update})
        assert run("ShelfReadNode", {"id": row["id"]}) == after
        return {name: value for name, value in after.items() if value != row[name] and name not in ("row_version", "changed_at", "worth")}

    return change
