"""A database that cuts its connections in the middle of a run, as it does when it is restarted."""

from threading import Thread
from time import sleep

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections

from dataflow_app.graph.definition import Connection, Definition, Node
from designer.models import NodeRun, Workflow
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import CUT, execute_run

pytestmark = pytest.mark.django_db(transaction=True)
CUT_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def test_a_run_whose_connection_is_cut_goes_on_from_its_last_node_and_has_not_failed(workflow: Workflow, editor: User) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is a file")
    definition = Definition(
        nodes=(Node(id="d", type="DelayNode", parameters={"seconds": 0.5, "value": "later"}), Node(id="g", type="GroupCreateNode")),
        connections=(Connection(source="d", output="value", target="g", input="name"),),
    )
    save_draft(actor=editor, workflow=workflow, definition=definition, expected=1)
    run = start_run(actor=editor, workflow=workflow)

    def work() -> None:
        execute_run()
        connections.close_all()

    worker = Thread(target=work)
    worker.start()
    while not NodeRun.objects.filter(node="d", status="running").exists():
        sleep(0.01)
    with connection.cursor() as cursor:
        cursor.execute(CUT_OTHERS)
    worker.join()
    run.refresh_from_db()
    assert (run.status, run.error, run.crashes, Group.objects.count()) == ("succeeded", None, 0, 1)
    told = list(run.events.order_by("seq").values_list("type", "node", "payload"))
    assert ("run_queued", None, {"reason": CUT}) in told
    assert [node for kind, node, _ in told if kind == "node_succeeded"] == ["d", "g"]
