"""Cancelling a durable run ends the query that it waits for, in the worker that holds it, and undoes what belongs to it."""

from collections.abc import Iterator, Mapping
from threading import Event as Moment
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections

from dataflow_app.graph.definition import Definition, Node
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.registry import REGISTRIES, Registry
from designer.models import NodeRun, Workflow
from designer.services.cancel_run import cancel_run
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import execute_run
from tests.integration.designer.conftest import GroupCreateNode

pytestmark = pytest.mark.django_db(transaction=True)

ENDLESS = {
    "postgresql": "SELECT pg_sleep(600)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
}
#: Set when the query is about to be asked.
ASKED = Moment()


def ask_for_ever() -> None:
    ASKED.set()
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


class ReadForEverNode(GroupCreateNode):
    """Reads for ever: no effect."""

    name = "ReadForEverNode"
    effect = Effect.NONE

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        ask_for_ever()
        return {}


class WriteForEverNode(GroupCreateNode):
    """Makes a group and never comes to its end: in SQLite it holds the one lock for writing meanwhile."""

    name = "WriteForEverNode"
    effect = Effect.DATABASE

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        Group.objects.create(name=parameters["name"])
        ask_for_ever()
        return {}


@pytest.fixture(autouse=True)
def endless() -> Iterator[None]:
    ASKED.clear()
    registry = Registry("what never ends", [ReadForEverNode(), WriteForEverNode()])
    REGISTRIES.open(registry)
    yield
    REGISTRIES.close(registry)


@pytest.mark.parametrize("node_type", ["ReadForEverNode", "WriteForEverNode"])
def test_cancelling_ends_a_query_in_flight(workflow: Workflow, editor: User, node_type: str) -> None:
    nodes = (Node(id="long", type=node_type, parameters={"name": "never"}), Node(id="next", type="EchoNode", parameters={"name": "x"}))
    save_draft(actor=editor, workflow=workflow, definition=Definition(nodes=nodes), expected=1)
    run = start_run(actor=editor, workflow=workflow)

    def work() -> None:
        execute_run(run.pk)
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    ASKED.wait()
    cancel_run(actor=editor, run=run)
    # The query would take ten minutes, or for ever: that it is over is what is tested. The bound is generous for a machine that is busy.
    thread.join(timeout=30)
    run.refresh_from_db()
    assert (thread.is_alive(), run.status, run.lease_owner) == (False, "cancelled", "")
    assert dict(NodeRun.objects.filter(run=run).values_list("node", "status")) == {"long": "cancelled", "next": "cancelled"}
    assert list(Group.objects.all()) == []
