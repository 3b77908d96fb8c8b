"""A database that cuts its connections in the middle of a run, as it does when it is restarted."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from threading import Event, Thread
from time import sleep
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections, transaction
from django.utils import timezone

from dataflow_app.graph.definition import Connection, Definition, Node, NodeSettings
from dataflow_app.nodes.registry import REGISTRIES, Registry
from dataflow_app.orm.databases.lost import is_lost
from dataflow_app.testing import FakeNodeType
from designer.database_session import settle_session
from designer.models import NodeRun, Run, Workflow
from designer.services.requeue_expired_runs import requeue_expired_runs
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


class Cut:
    """Node types that say nothing of a database, and lose one at their first try: the run's own, or one that only they know of."""

    def __init__(self) -> None:
        self.tries = 0

    def own(self, *_: Any) -> Mapping[str, Any]:
        self.tries += 1
        if self.tries == 1:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return {"value": self.tries}

    def other(self, *_: Any) -> Mapping[str, Any]:
        self.tries += 1
        psycopg.connect("host=127.0.0.1 port=1 dbname=none connect_timeout=5")
        return {}


@pytest.fixture
def cut() -> Iterator[Cut]:
    cut = Cut()
    works = {"Own": cut.own, "Other": cut.other}
    types = [FakeNodeType(f"{name}{waits}", work, waits=waits) for name, work in works.items() for waits in (True, False)]
    registry = Registry("what is cut", types)
    REGISTRIES.open(registry)
    yield cut
    REGISTRIES.close(registry)


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize(("name", "expected"), [("Own", (2, None)), ("Other", (1, "external"))])
def test_a_database_that_only_the_node_knows_of_may_be_lost_for_good(
    workflow: Workflow, editor: User, cut: Cut, *, name: str, expected: Any, waits: bool
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is a file")
    node = Node(id="n", type=f"{name}{waits}", settings=NodeSettings(on_error="continue"))
    save_draft(actor=editor, workflow=workflow, definition=Definition(nodes=(node,)), expected=1)
    run = start_run(actor=editor, workflow=workflow)
    execute_run()
    run.refresh_from_db()
    error = NodeRun.objects.get(run=run, node="n").error
    assert (run.status, (cut.tries, error and error["code"])) == ("succeeded", expected)


def test_a_worker_that_is_paused_in_the_middle_of_a_statement_keeps_no_lock_beyond_its_lease(workflow: Workflow, editor: User) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no sessions")
    run = start_run(actor=editor, workflow=workflow)
    Run.objects.update(status="running", lease_owner="host:1:2", lease_expires_at=timezone.now() - timedelta(seconds=1))
    paused, woken, errors = Event(), Event(), []

    def work() -> None:
        settle_session("host:1:2")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                Group.objects.create(name="g")
                with cursor.copy("COPY auth_group (name) FROM STDIN"):
                    paused.set()
                    woken.wait()
        except psycopg.Error as error:
            errors.append(is_lost(error))
        connections.close_all()

    worker = Thread(target=work)
    worker.start()
    paused.wait()
    assert requeue_expired_runs() == [run.pk]
    Group.objects.create(name="g")
    woken.set()
    worker.join()
    assert errors == [True]
