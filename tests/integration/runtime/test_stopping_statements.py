"""Statements in flight: stopped when the run is cancelled or the try takes too long, with what they belong to undone."""

from collections.abc import Mapping
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from dataflow_app.errors import NodeError, RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.journal import Checkpoint
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FakeDataFlow, FakeNodeType

pytestmark = pytest.mark.django_db(transaction=True)

ENDLESS = {
    "postgresql": "SELECT pg_sleep(600)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
}


def wait_for_ever() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


def create_and_wait(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
    Group.objects.create(name=given["value"])
    wait_for_ever()
    return {"value": 1}


def runtime(work: Any, effect: Effect = Effect.DATABASE) -> LocalRuntime:
    return LocalRuntime(
        dataflow=FakeDataFlow((FakeNodeType("SlowNode", work, effect=effect, database="default"), FakeNodeType("EchoNode")))
    )


@pytest.mark.parametrize("effect", [Effect.DATABASE, Effect.NONE])
def test_cancelling_stops_the_statement_that_a_node_waits_for(effect: Effect) -> None:
    journal = MemoryJournal()

    def cancel_and_wait(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        Thread(target=journal.cancel).start()
        wait_for_ever()
        return {}

    runtime(cancel_and_wait, effect).execute_in(journal, WorkflowBuilder().add_node("SlowNode", "slow"))
    assert journal.status is Status.CANCELLED
    assert journal.checkpoints == {"slow": Checkpoint(Status.CANCELLED)}


def test_what_a_cancelled_node_had_changed_is_undone_and_the_connection_goes_on() -> None:
    journal = MemoryJournal()

    def work(context: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        Thread(target=journal.cancel).start()
        return create_and_wait(context, given)

    runtime(work).execute_in(journal, WorkflowBuilder().add_node("SlowNode", "slow", {"value": "never"}))
    assert journal.status is Status.CANCELLED
    assert list(Group.objects.all()) == []
    Group.objects.create(name="after")


@pytest.mark.parametrize("work", [create_and_wait, lambda *_: Group.objects.get(name="nobody")])
@pytest.mark.parametrize("effect", [Effect.DATABASE, Effect.NONE])
def test_a_transaction_around_the_run_goes_on_as_it_was_when_a_node_with_a_time_limit_fails(work: Any, effect: Effect) -> None:
    builder = WorkflowBuilder().add_node("SlowNode", "slow", {"value": "never"}, timeout=0.2, on_error="continue")
    with transaction.atomic():
        Group.objects.create(name="before")
        runtime(work, effect).execute(builder)
        Group.objects.create(name="after")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW statement_timeout")
                assert cursor.fetchone() == ("0",)
    names = list(Group.objects.order_by("id").values_list("name", flat=True))
    assert [name for name in names if name != "never"] == ["before", "after"]
    assert connection.vendor == "sqlite" or "never" not in names


def test_a_node_on_a_database_whose_time_is_up_fails_and_its_effect_is_undone() -> None:
    with pytest.raises(RunFailed) as caught:
        runtime(create_and_wait).execute(WorkflowBuilder().add_node("SlowNode", "slow", {"value": "never"}, timeout=0.1))
    assert isinstance(caught.value.cause, NodeError)
    assert caught.value.cause.code == "timeout"
    assert caught.value.cause.message == "'slow' took longer than the 0.1 seconds that a try may take, and was stopped."
    assert list(Group.objects.all()) == []
    Group.objects.create(name="after")


def test_many_short_statements_are_stopped_as_one_long_one_is() -> None:
    def count_for_ever(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        while True:
            Group.objects.count()

    with pytest.raises(RunFailed) as caught:
        runtime(count_for_ever, Effect.NONE).execute(WorkflowBuilder().add_node("SlowNode", "slow", timeout=0.05))
    assert isinstance(caught.value.cause, NodeError)
    assert caught.value.cause.code == "timeout"


def test_a_time_that_is_up_ends_with_the_try() -> None:
    tries: list[int] = []

    def slow_at_first(context: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        tries.append(1)
        if len(tries) == 1:
            return create_and_wait(context, given)
        Group.objects.create(name=given["value"])
        return {"value": Group.objects.count()}

    retry = Retry(attempts=2, delay=0)
    builder = WorkflowBuilder().add_node("SlowNode", "slow", {"value": "once"}, timeout=0.3, retry=retry)
    results, _ = runtime(slow_at_first).execute(builder)
    assert results == {"slow": {"value": 1}}
    assert [group.name for group in Group.objects.all()] == ["once"]


def test_the_time_of_the_run_stops_the_statement_that_runs_and_the_run_has_failed_for_it() -> None:
    journal = MemoryJournal()
    builder = WorkflowBuilder().limit_run(timeout=0.1).add_node("SlowNode", "slow", {"value": "never"}).add_node("EchoNode", "next")
    builder.add_connection("slow", "value", "next", "value")
    with pytest.raises(RunFailed, match=r"^The run took longer than the 0\.1 seconds that it may, and was stopped\. Give it more time"):
        runtime(create_and_wait).execute_in(journal, builder)
    assert journal.status is Status.FAILED
    assert {node: done.status for node, done in journal.checkpoints.items()} == {"slow": Status.CANCELLED, "next": Status.CANCELLED}
    assert list(Group.objects.all()) == []
