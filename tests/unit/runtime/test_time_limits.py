"""Time: how long a try may take, how long a run, and how many nodes run at once."""

import threading
from collections.abc import Mapping
from time import monotonic
from typing import Any

import pytest

from dataflow_app.errors import NodeError, RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FakeDataFlow, FakeNodeType
from tests.unit.runtime.walking import execute, facts

LATE = "'slow' took longer than the 0.05 seconds that a try may take, and was stopped."


def asking(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
    """Work in pieces until told to stop."""
    while not context.is_cancelled():
        pass
    raise NodeCancelled


def test_a_node_that_works_in_pieces_is_told_when_its_time_is_up() -> None:
    outcome = execute(WorkflowBuilder().add_node("Slow", "slow", timeout=0.05), FakeNodeType("Slow", asking))
    assert outcome.failure == NodeFailure("slow", "Slow", "timeout", LATE, "Give it more time in its settings, or less to do.")
    assert outcome.status is Status.FAILED


def test_the_context_tells_when_the_time_is_up() -> None:
    seen: dict[str, float | None] = {}

    def look(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        seen[context.node] = context.deadline
        return {}

    before = monotonic()
    execute(WorkflowBuilder().add_node("Look", "a", timeout=500).add_node("Look", "b"), FakeNodeType("Look", look))
    assert seen["a"] is not None
    assert before + 500 <= seen["a"] <= monotonic() + 500
    assert seen["b"] is None


def test_an_answer_that_comes_late_counts_for_nothing() -> None:
    def late(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        while not context.is_cancelled():
            pass
        return {"value": 1}

    outcome = execute(WorkflowBuilder().add_node("Late", "slow", timeout=0.05), FakeNodeType("Late", late))
    assert outcome.results == {}
    assert outcome.failure is not None
    assert outcome.failure.code == "timeout"


def test_the_run_goes_on_without_a_node_that_waits_too_long_and_its_late_answer_is_dropped() -> None:
    release, journal = threading.Event(), MemoryJournal()

    def stuck(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        release.wait(60)
        return {"value": "late"}

    builder = WorkflowBuilder().add_node("Stuck", "slow", timeout=0.05, on_error="output").add_node("Echo", "after")
    builder.add_connection("slow", "error.code", "after", "value")
    outcome = execute(builder, FakeNodeType("Stuck", stuck, waits=True), FakeNodeType("Echo"), journal=journal)
    release.set()
    assert outcome.results["after"] == {"value": "timeout"}
    assert facts(journal)[-1] == ("run_succeeded", None)
    assert ("node_succeeded", "slow") not in facts(journal)


def test_each_try_has_its_own_time() -> None:
    release, journal, tries = threading.Event(), MemoryJournal(), []

    def stuck_once(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        tries.append(1)
        if len(tries) == 1:
            release.wait(60)
        return {"value": len(tries)}

    builder = WorkflowBuilder().add_node("Stuck", "slow", timeout=0.2, retry=Retry(attempts=2, delay=0))
    outcome = execute(builder, FakeNodeType("Stuck", stuck_once, waits=True), journal=journal)
    release.set()
    assert outcome == Outcome(Status.SUCCEEDED, {"slow": {"value": 2}})
    assert [event.payload["error"]["code"] for event in journal.events if event.type == "node_retried" and event.payload] == ["timeout"]


@pytest.mark.parametrize("waits", [True, False])
def test_a_run_whose_time_is_up_cancels_what_is_left_and_has_failed(*, waits: bool) -> None:
    journal = MemoryJournal()
    builder = WorkflowBuilder().limit_run(timeout=0.05).add_node("Slow", "slow").add_node("Echo", "next")
    builder.add_connection("slow", "value", "next", "value")
    outcome = execute(builder, FakeNodeType("Slow", asking, waits=waits), FakeNodeType("Echo"), journal=journal)
    message = "The run took longer than the 0.05 seconds that it may, and was stopped."
    assert outcome.failure == NodeFailure("", "", "timeout", message, "Give it more time in the settings of the workflow, or less to do.")
    assert facts(journal)[-3:] == [("node_cancelled", "slow"), ("node_cancelled", "next"), ("run_failed", None)]


def test_a_run_whose_time_is_up_does_not_wait_for_nodes_that_do() -> None:
    release = threading.Event()
    builder = WorkflowBuilder().limit_run(timeout=0.05).add_node("Stuck", "stuck")
    outcome = execute(builder, FakeNodeType("Stuck", lambda *_: {"value": release.wait(60)}, waits=True))
    release.set()
    assert (outcome.status, outcome.results) == (Status.FAILED, {})


def test_the_time_of_a_run_ends_the_wait_for_a_next_try() -> None:
    def fail(*_: Any) -> Mapping[str, Any]:
        raise RuntimeError

    builder = WorkflowBuilder().limit_run(timeout=0.05).add_node("Fail", "f", retry=Retry(attempts=2, delay=600, max_delay=600))
    outcome = execute(builder, FakeNodeType("Fail", fail))
    assert outcome.failure is not None
    assert (outcome.failure.code, outcome.failure.node) == ("timeout", "")


def test_a_run_that_is_done_in_time_has_not_failed() -> None:
    builder = WorkflowBuilder().limit_run(timeout=600).add_node("Echo", "a", {"value": 1}).add_node("Wait", "w", {"value": 2})
    outcome = execute(builder, FakeNodeType("Echo"), FakeNodeType("Wait", waits=True))
    assert outcome == Outcome(Status.SUCCEEDED, {"a": {"value": 1}, "w": {"value": 2}})


def test_a_script_is_told_that_the_run_took_too_long() -> None:
    builder = WorkflowBuilder().limit_run(timeout=0.05).add_node("SlowNode", "slow")
    with pytest.raises(RunFailed) as caught:
        LocalRuntime(dataflow=FakeDataFlow((FakeNodeType("SlowNode", asking),))).execute(builder)
    assert str(caught.value) == (
        "The run took longer than the 0.05 seconds that it may, and was stopped. "
        "Give it more time in the settings of the workflow, or less to do."
    )
    assert isinstance(caught.value.cause, NodeError)
    assert (caught.value.node, caught.value.cause.code) == ("", "timeout")


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_more_nodes_run_at_once_than_the_run_may(most: int) -> None:
    lock, running, highest = threading.Lock(), [0], [0]
    gate = threading.Barrier(most)

    def work(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        with lock:
            running[0] += 1
            highest[0] = max(highest[0], running[0])
        gate.wait(20)
        with lock:
            running[0] -= 1
        return {"value": 1}

    builder = WorkflowBuilder().limit_run(max_parallel=most)
    for index in range(most * 4):
        builder.add_node("Wait", f"w{index}")
    outcome = execute(builder, FakeNodeType("Wait", work, waits=True))
    assert (len(outcome.results), highest[0]) == (most * 4, most)


def test_a_node_on_the_executors_thread_counts_among_those_that_run_at_once() -> None:
    waiting, seen = threading.Event(), []

    def here(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        seen.append(waiting.is_set())
        return {}

    def wait(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        waiting.set()
        return {}

    builder = WorkflowBuilder().limit_run(max_parallel=1, timeout=600).add_node("Here", "h").add_node("Wait", "w")
    execute(builder, FakeNodeType("Here", here), FakeNodeType("Wait", wait, waits=True))
    assert seen == [True]


def test_a_cancelled_run_does_not_wait_for_ever_for_nodes_that_do() -> None:
    release, journal = threading.Event(), MemoryJournal()

    def stuck(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        if context.node == "a":
            journal.cancel()
        release.wait(60)
        return {"value": 1}

    builder = WorkflowBuilder().add_node("Stuck", "a").add_node("Stuck", "b")
    outcome = execute(builder, FakeNodeType("Stuck", stuck, waits=True), journal=journal, patience=0.05)
    release.set()
    assert outcome == Outcome(Status.CANCELLED, {})
    assert facts(journal)[-3:] == [("node_cancelled", "a"), ("node_cancelled", "b"), ("run_cancelled", None)]


def test_a_cancelled_run_does_not_wait_for_ever_for_a_node_that_is_alone() -> None:
    release, journal = threading.Event(), MemoryJournal()

    def stuck(*_: Any) -> Mapping[str, Any]:
        journal.cancel()
        release.wait(60)
        return {"value": 1}

    outcome = execute(WorkflowBuilder().add_node("Stuck", "a"), FakeNodeType("Stuck", stuck, waits=True), journal=journal, patience=0.05)
    release.set()
    assert outcome == Outcome(Status.CANCELLED, {})


def test_a_cancelled_run_takes_in_what_its_nodes_still_give() -> None:
    journal, both = MemoryJournal(), threading.Barrier(2)

    def last(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        both.wait(20)
        journal.cancel()
        return {"value": context.node}

    builder = WorkflowBuilder().add_node("Last", "a").add_node("Last", "b")
    outcome = execute(builder, FakeNodeType("Last", last, waits=True), journal=journal)
    assert outcome.results == {"a": {"value": "a"}, "b": {"value": "b"}}
