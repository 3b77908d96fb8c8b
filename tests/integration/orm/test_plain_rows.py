"""Rows that are read and written one at a time: by one statement, where nothing else is due."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from dataflow_app.dataflow import DataFlow
from dataflow_app.errors import RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import columns
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.plain_tests import plain_tests
from dataflow_app.runtime.local import LocalRuntime
from tests.integration.orm import sample_models
from tests.integration.orm.test_quick_checks import scalars

BOUND = {each.name: each for each in sample_models.db.models}
TESTED = [(bound, name) for bound in BOUND.values() for name in plain_tests(bound)]


def execute(node_type: str, parameters: dict[str, Any], db: DataFlow = sample_models.db) -> tuple[Any, list[str]]:
    """Run one node; return its output and the first words of its statements."""
    definition = WorkflowBuilder().add_node(node_type, "node", parameters).build()
    with CaptureQueriesContext(connections[db.database]) as captured:
        results, _ = LocalRuntime(dataflow=db, tenant="a").execute(definition)
    return results["node"], [query["sql"].split()[0] for query in captured.captured_queries]


@pytest.fixture
def listener() -> Iterator[list[Any]]:
    """Listen to saved makers; give the names of those that were."""
    heard: list[Any] = []

    def hear(instance: Any, **_: Any) -> None:
        heard.append(instance.name)

    model = BOUND["Maker"].model
    post_save.connect(hear, sender=model)
    yield heard
    post_save.disconnect(hear, sender=model)


@pytest.mark.parametrize(("bound", "name"), TESTED, ids=lambda value: getattr(value, "name", value))
@given(value=scalars)
def test_what_a_plain_test_takes_is_what_the_column_holds(bound: BoundModel, name: str, value: Any) -> None:
    attname, takes = plain_tests(bound)[name]
    field = next(field for field in columns(bound) if field.attname == attname)
    if takes(value):
        cleaned = clean_value(bound, field, value)
        assert (cleaned, type(cleaned)) == (value, type(value))


@pytest.mark.django_db(transaction=True)
def test_a_row_without_history_is_created_by_one_statement_and_read_by_another() -> None:
    made, statements = execute("MakerCreateNode", {"name": "Acme"})
    assert statements == ["INSERT"]
    assert made == {"id": made["id"], "name": "Acme", "tenant_id": "a"}
    assert execute("MakerReadNode", {"id": made["id"]}) == (made, ["SELECT"])


@pytest.mark.django_db(transaction=True)
def test_rows_that_change_alike_are_written_by_one_statement_where_no_more_is_wanted() -> None:
    execute("MakerCreateNode", {"name": "Acme"})
    change = {"filter": {"tenant_id": "a"}, "update": {"name": "Apex"}}
    assert execute("MakerBulkUpdateNode", change)[1] == ["UPDATE"]
    assert execute("MakerBulkUpdateNode", {**change, "return_ids": True})[1] == ["BEGIN", "UPDATE", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_a_row_with_history_is_written_with_it_in_one_transaction() -> None:
    made, statements = execute("GadgetCreateNode", {"code": "A", "name": "Anvil", "price": "2.50"})
    assert made["price"] == Decimal("2.50")
    assert statements == ["BEGIN", "INSERT", "INSERT", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_who_listens_to_saved_rows_hears_of_those_that_nodes_create(listener: list[Any]) -> None:
    made, _ = execute("MakerCreateNode", {"name": "Acme"})
    assert (listener, made["name"]) == (["Acme"], "Acme")


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_refused_leaves_the_connection_as_it_was() -> None:
    made, _ = execute("MakerCreateNode", {"name": "Acme"})
    with pytest.raises(RunFailed):
        execute("MakerCreateNode", {"id": made["id"], "name": "Other"})
    assert not connections[sample_models.db.database].in_atomic_block
    assert execute("MakerCountNode", {})[0]["count"] == 1
