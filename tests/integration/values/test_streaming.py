"""A list of more rows than memory should hold, in durable runs: its file in the storage is the checkpoint that a run goes on from."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.orm.rows.part import MANY
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.status import Status
from dataflow_app.scope import Scope
from designer.journal import DatabaseJournal
from designer.models import Event, NodeRun, Run, Value
from tests.integration.values.conftest import files

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = MANY + 50


@pytest.fixture
def vendors() -> Any:
    model: Any = apps.get_model("catalog", "Vendor")
    model._base_manager.bulk_create(
        [model(tenant_id="acme", vendor_code=str(number), name=f"Vendor {number}") for number in range(COUNT)], batch_size=1000
    )
    return model._base_manager


class Dying(DatabaseJournal):
    """A journal whose process ends before the effect of ``update``."""

    def perform(self, node: str, *arguments: Any, **options: Any) -> Mapping[str, Any]:
        """Stop, as if by kill -9, once what had waited is written."""
        self.flush()
        raise KeyboardInterrupt


def claimed(run: Run) -> Run:
    run.lease_number += 1
    run.status, run.lease_owner, run.lease_expires_at = "running", "test", timezone.now() + timedelta(minutes=5)
    run.save()
    return run


def execute(run: Run, kind: type[DatabaseJournal] = DatabaseJournal) -> NodeFailure | Status | None:
    builder = WorkflowBuilder().add_node("VendorListNode", "list", {"fields": ["id", "name"]})
    builder.add_node("VendorBulkUpdateNode", "update").add_connection("list", "records", "update", "data")
    plan = compile_definition(builder.build(), REGISTRIES).plan
    assert plan is not None
    scope = Scope(tenant="acme", enforced=True, actor="edda", run=str(run.pk))
    with kind(claimed(run), notify=lambda _: None) as journal:
        how: dict[str, Any] = {"run": str(run.pk), "scope": scope, "inputs": {}, "secret": {}.__getitem__, "keeps_results": False}
        outcome = Executor(plan, journal, **how).execute()
    return outcome.failure or outcome.status


def test_many_rows_go_from_a_list_into_a_bulk_node_by_a_file_in_the_storage(run: Run, vendors: Any) -> None:
    assert execute(run) is Status.SUCCEEDED
    nodes: dict[str, Any] = {row.node: row for row in NodeRun.objects.all()}
    assert (nodes["list"].rows, nodes["update"].output["updated"], vendors.count()) == (COUNT, COUNT, COUNT)
    assert nodes["update"].parameters["data"] == nodes["list"].output["$rows"]["records"]
    assert (len(files()), Value.objects.get().rows) == (1, COUNT)
    payload: Any = Event.objects.get(node="list", type="node_succeeded").payload
    assert payload["rows"] == COUNT


def test_a_run_goes_on_from_that_file_whatever_the_table_holds_by_then(run: Run, vendors: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        execute(run, Dying)
    vendors.filter(name="Vendor 7").update(name="Changed since")
    vendors.create(tenant_id="acme", vendor_code="x", name="Created since")
    assert execute(run) is Status.SUCCEEDED
    updated: Any = NodeRun.objects.get(node="update").output
    assert updated["updated"] == COUNT
    assert not vendors.filter(name="Changed since").exists()
    assert Event.objects.filter(node="list", type="node_started").count() == 1
