"""Retries, timeouts, error outputs and cancellations of nodes in runs that are stored."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections
from django.utils import timezone

from dataflow_app.errors import NodeError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.registry import REGISTRIES, Registry
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.scope import Scope
from dataflow_app.testing import FakeNodeType
from designer.journal import DatabaseJournal
from designer.models import Event, NodeRun, Run
from designer.services.cancel_run import cancel_run
from designer.services.claim_run import claim_run
from designer.services.compile_plan import compile_plan
from designer.services.create_workflow import create_workflow
from designer.services.start_run import start_run
from tests.integration.designer.running import until

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = Retry(attempts=3, delay=0)
ENDLESS = {
    "postgresql": "SELECT pg_sleep(600)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
}


def create_and_fail(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Store a group, then fail as many times as it is told to."""
    Group.objects.create(name=given["value"])
    FAILURES.append(1)
    if len(FAILURES) <= 2:
        raise NodeError("external", "It is down.", "Try later.")
    return {"value": len(FAILURES)}


def create_and_wait(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Store a group, then wait for a statement that has no end."""
    Group.objects.create(name=given["value"])
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])
    return {}


def fail(*_: Any) -> Mapping[str, Any]:
    raise NodeError("external", "It is down.", "Try later.")


FAILURES: list[int] = []
TYPES = (
    FakeNodeType("FlakyCreateNode", create_and_fail, effect=Effect.DATABASE, database="default"),
    FakeNodeType("SlowCreateNode", create_and_wait, effect=Effect.DATABASE, database="default"),
    FakeNodeType("FailNode", fail),
    FakeNodeType("HandOnNode"),
)


@pytest.fixture(autouse=True)
def more_node_types() -> Iterator[None]:
    FAILURES.clear()
    registry = Registry("these tests", TYPES)
    REGISTRIES.open(registry)
    yield
    REGISTRIES.close(registry)


@pytest.fixture
def start(editor: User) -> Any:
    return lambda builder: start_run(actor=editor, workflow=create_workflow(actor=editor, name="Settings", definition=builder.build()))


def walk(run: Run) -> Outcome:
    claimed = claim_run(run_id=run.pk, owner="test")
    assert claimed is not None
    plan = compile_plan(WorkflowBuilder.from_dict(run.definition).build())
    with DatabaseJournal(claimed, notify=lambda _: None) as journal:
        return Executor(plan, journal, run=str(run.pk), scope=Scope(), inputs={}, secret=lambda _: {}).execute()


def told(run: Run, kind: str) -> list[Any]:
    return list(Event.objects.filter(run=run, type=kind).order_by("seq").values_list("payload", flat=True))


def test_a_failed_try_leaves_nothing_and_the_one_that_succeeds_happens_once(start: Any) -> None:
    run = start(WorkflowBuilder().add_node("FlakyCreateNode", "f", {"value": "once"}, retry=AT_ONCE))
    assert walk(run).status is Status.SUCCEEDED
    assert list(Group.objects.values_list("name", flat=True)) == ["once"]
    assert [(each["attempt"], each["delay_ms"], each["error"]["code"]) for each in told(run, "node_retried")] == [
        (1, 0, "external"),
        (2, 0, "external"),
    ]
    row = NodeRun.objects.get(run=run, node="f")
    assert (row.status, row.output, row.error) == ("succeeded", {"value": 3}, None)


def test_a_run_that_another_worker_resumes_goes_on_counting_tries(start: Any) -> None:
    retry = Retry(attempts=2, delay=600, max_delay=600)
    run = start(WorkflowBuilder().add_node("FailNode", "f", retry=retry).add_node("HandOnNode", "g", {"value": 1}))

    def take_away() -> None:
        while not Event.objects.filter(run=run, type="node_retried").exists():
            sleep(0.01)
        Run.objects.filter(pk=run.pk).update(status="queued", lease_owner="", lease_expires_at=None, lease_number=7)
        connections.close_all()

    thread = Thread(target=take_away)
    thread.start()
    assert walk(run).status is Status.RUNNING
    thread.join()
    assert walk(run).status is Status.FAILED
    assert [each["attempt"] for each in told(run, "node_retried")] == [1]
    assert [each["error"]["message"] for each in told(run, "node_failed")] == ["It is down."]


def test_a_try_whose_time_is_up_is_undone_and_its_failure_may_be_an_output(start: Any) -> None:
    builder = WorkflowBuilder().add_node("SlowCreateNode", "s", {"value": "never"}, timeout=0.1, on_error="output")
    run = start(builder.add_node("HandOnNode", "h").add_connection("s", "error.code", "h", "value"))
    assert walk(run).status is Status.SUCCEEDED
    assert list(Group.objects.all()) == []
    assert NodeRun.objects.get(run=run, node="h").output == {"value": "timeout"}
    assert NodeRun.objects.get(run=run, node="s").status == "failed"


def test_the_time_of_a_run_ends_it_as_failed(start: Any) -> None:
    run = start(WorkflowBuilder().limit_run(timeout=0.1).add_node("SlowCreateNode", "s", {"value": "never"}))
    assert walk(run).status is Status.FAILED
    run.refresh_from_db()
    assert run.error is not None
    assert (run.status, run.error["code"], run.error["node"]) == ("failed", "timeout", "")
    assert (list(Group.objects.all()), NodeRun.objects.get(run=run, node="s").status) == ([], "cancelled")


@pytest.mark.parametrize(("begun", "status"), [((70, 10), "failed"), ((30, 10), "succeeded")])
def test_the_time_of_a_run_goes_on_when_another_worker_takes_it_over(start: Any, begun: tuple[int, int], status: str) -> None:
    run = start(WorkflowBuilder().limit_run(timeout=60).add_node("HandOnNode", "h", {"value": 1}))
    now = timezone.now()
    for seq, (kind, ago) in enumerate(zip(("run_started", "run_paused"), begun, strict=True), 2):
        Event.objects.create(run=run, seq=seq, type=kind, at=now - timedelta(seconds=ago), payload={})
    Event.objects.create(run=run, seq=4, type="run_resumed", at=now, payload={})
    Run.objects.filter(pk=run.pk).update(lease_number=1)
    outcome = walk(run)
    run.refresh_from_db()
    assert (outcome.status.value, run.status, run.error and run.error["code"]) == (
        status,
        status,
        "timeout" if status == "failed" else None,
    )


def test_cancelling_stops_the_statement_in_flight_and_undoes_what_it_belongs_to(start: Any, editor: User) -> None:
    run = start(WorkflowBuilder().add_node("SlowCreateNode", "s", {"value": "never"}).add_node("HandOnNode", "h", {"value": 1}))

    def cancel() -> None:
        until(run, "s", status="running")
        cancel_run(actor=editor, run=run)
        connections.close_all()

    thread = Thread(target=cancel)
    thread.start()
    assert walk(run).status is Status.CANCELLED
    thread.join()
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert (list(Group.objects.all()), NodeRun.objects.get(run=run, node="s").status) == ([], "cancelled")
    assert told(run, "node_failed") == []


def test_a_cancellation_by_another_process_stops_the_statement_too(start: Any) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: another process cannot ask while a node writes")
    run = start(WorkflowBuilder().add_node("SlowCreateNode", "s", {"value": "never"}))

    def ask() -> None:
        until(run, "s", status="running")
        Run.objects.filter(pk=run.pk).update(cancel_requested_at=timezone.now())
        connections.close_all()

    thread = Thread(target=ask)
    thread.start()
    assert walk(run).status is Status.CANCELLED
    thread.join()
    assert (list(Group.objects.all()), NodeRun.objects.get(run=run, node="s").status) == ([], "cancelled")
