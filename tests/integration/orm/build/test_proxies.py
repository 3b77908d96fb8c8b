"""Rows that are written by way of a proxy of their model."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.orm.rows.changes import changes_of
from dataflow_app.scope import Scope
from tests.integration.orm.build.shapes import shape


@pytest.fixture
def proxy(dataflow: DataFlow) -> Iterator[Any]:
    """Give a proxy of a model with a history; it is forgotten after the test."""
    model = shape(dataflow, {"name": str}, __dataflow__={"audit_log": True, "versioned": True, "soft_delete": True})
    meta = type("Meta", (), {"proxy": True, "app_label": model._meta.app_label})
    yield type("Draft", (model,), {"__module__": __name__, "Meta": meta})
    apps.all_models[model._meta.app_label].pop("draft")
    apps.clear_cache()


def seen(row: Any) -> list[tuple[str, Any]]:
    """Return what was done to a row, and the version that it had afterwards, the last change first."""
    found = changes_of(type(row)._dataflow, Scope(), row.pk)
    return [(each["change"], each["fields"]["row_version"]["new"]) for each in found]


def test_a_proxy_that_is_handed_over_has_nodes_with_the_options_of_its_model(dataflow: DataFlow, proxy: Any) -> None:
    dataflow.model(proxy)
    runtime = LocalRuntime(dataflow=dataflow)
    row = runtime.execute(WorkflowBuilder().add_node("DraftCreateNode", "it", {"name": "a"}).build())[0]["it"]
    runtime.execute(WorkflowBuilder().add_node("DraftDeleteNode", "it", {"id": row["id"]}).build())
    assert seen(proxy.all_objects.get()) == [("deleted", 2), ("created", 1)]


def test_what_is_saved_through_a_proxy_is_recorded(proxy: Any) -> None:
    row = proxy.objects.create(name="a")
    row.name = "b"
    row.save()
    row.delete()
    row.restore()
    assert seen(row) == [("restored", 4), ("deleted", 3), ("changed", 2), ("created", 1)]
    key = row.pk
    row.hard_delete()
    assert changes_of(proxy._dataflow, Scope(), key)[0]["change"] == "removed"


def test_what_a_queryset_of_a_proxy_writes_is_recorded(proxy: Any) -> None:
    (row,) = proxy.objects.bulk_create([proxy(name="a")])
    row = proxy.objects.get()
    proxy.objects.filter(name="a").update(name="b")
    proxy.objects.filter(name="b").delete()
    assert seen(row) == [("deleted", 3), ("changed", 2), ("created", 1)]
