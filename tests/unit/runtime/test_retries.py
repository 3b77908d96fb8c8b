"""Tries: what is tried again, after how long, and what goes on meanwhile."""

from collections.abc import Callable, Mapping
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest

from dataflow_app.errors import NodeError, NodeErrorCode
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.retries import delay_after
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FailingNode, FakeNodeType
from tests.unit.runtime.walking import execute, facts

AT_ONCE = Retry(attempts=3, delay=0, jitter=0)


def failing(times: int, error: Exception | None = None) -> Callable[[NodeContext, Mapping[str, Any]], Mapping[str, Any]]:
    """Return work that fails so many times before it succeeds with the number of its try."""
    tries: list[str] = []

    def work(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        tries.append(context.idempotency_key)
        assert set(tries) == {context.idempotency_key}
        if len(tries) <= times:
            raise error or RuntimeError(f"no {len(tries)}")
        return {"value": len(tries)}

    return work


@pytest.mark.parametrize("waits", [True, False])
def test_a_node_is_tried_again_until_it_succeeds_and_each_failed_try_is_told(*, waits: bool) -> None:
    journal = MemoryJournal()
    builder = WorkflowBuilder().add_node("Flaky", "f", retry=AT_ONCE)
    outcome = execute(builder, FakeNodeType("Flaky", failing(2), waits=waits), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"f": {"value": 3}})
    tries = [("node_started", "f"), ("node_retried", "f")]
    assert facts(journal)[1:-1] == [("node_queued", "f"), *tries, *tries, ("node_started", "f"), ("node_succeeded", "f")]
    told = [event.payload for event in journal.events if event.type == "node_retried"]
    assert [(each["attempt"], each["delay_ms"], each["error"]["message"]) for each in told if each] == [
        (1, 0, "RuntimeError: no 1"),
        (2, 0, "RuntimeError: no 2"),
    ]


def test_the_last_try_is_the_failure_of_the_node() -> None:
    outcome = execute(WorkflowBuilder().add_node("Flaky", "f", retry=AT_ONCE), FakeNodeType("Flaky", failing(3)))
    assert outcome.failure is not None
    assert outcome.failure.message == "RuntimeError: no 3"


@pytest.mark.parametrize(("code", "tries"), [("invalid_parameter", 1), ("row_not_found", 3), ("conflict", 3), ("external", 3)])
def test_what_another_try_would_only_repeat_is_not_tried_again(code: NodeErrorCode, tries: int) -> None:
    node_type = FailingNode("Fail", NodeError(code, "No."))
    assert execute(WorkflowBuilder().add_node("Fail", "f", retry=AT_ONCE), node_type).status is Status.FAILED
    assert len(node_type.calls) == tries


def test_a_missing_output_is_not_tried_again() -> None:
    journal = MemoryJournal()
    builder = WorkflowBuilder().add_node("Source", "s").add_node("Echo", "e", retry=AT_ONCE).add_connection("s", "value", "e", "value")
    outcome = execute(builder, FakeNodeType("Source", lambda *_: {}), FakeNodeType("Echo"), journal=journal)
    assert outcome.failure is not None
    assert outcome.failure.code == "missing_output"
    assert ("node_retried", "e") not in facts(journal)


def test_other_branches_go_on_while_a_node_waits_for_its_next_try() -> None:
    journal, done = MemoryJournal(), Signal()
    builder = WorkflowBuilder().add_node("Flaky", "f", retry=Retry(attempts=2, delay=30, jitter=0)).add_node("Finish", "a", {"value": 1})
    builder.add_node("Finish", "b").add_connection("a", "value", "b", "value")

    def finish(context: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if context.node == "b":
            journal.cancel()
            done.set()
        return {"value": given["value"]}

    outcome = execute(builder, FakeNodeType("Flaky", failing(1)), FakeNodeType("Finish", finish), journal=journal)
    assert outcome == Outcome(Status.CANCELLED, {"a": {"value": 1}, "b": {"value": 1}})
    assert done.is_set()


def test_cancelling_ends_the_wait_for_the_next_try_at_once() -> None:
    class Telling(MemoryJournal):
        def node_retried(self, node: str, attempt: int, delay: float, failure: NodeFailure) -> None:
            super().node_retried(node, attempt, delay, failure)
            Thread(target=self.cancel).start()

    journal = Telling()
    builder = WorkflowBuilder().add_node("Flaky", "f", retry=Retry(attempts=2, delay=86_400, max_delay=86_400))
    assert execute(builder, FakeNodeType("Flaky", failing(1)), journal=journal) == Outcome(Status.CANCELLED, {})
    assert facts(journal)[-3:] == [("node_retried", "f"), ("node_cancelled", "f"), ("run_cancelled", None)]


def test_a_failure_after_the_cancellation_is_not_tried_again() -> None:
    journal = MemoryJournal()

    def fail(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        journal.cancel()
        raise RuntimeError

    builder = WorkflowBuilder().add_node("Fail", "f", retry=AT_ONCE).add_node("Echo", "e").add_connection("f", "value", "e", "value")
    assert execute(builder, FakeNodeType("Fail", fail), FakeNodeType("Echo"), journal=journal).status is Status.FAILED
    assert facts(journal)[-3:] == [("node_failed", "f"), ("node_skipped", "e"), ("run_failed", None)]


def test_a_resumed_run_goes_on_counting() -> None:
    class Resumed(MemoryJournal):
        def tries(self) -> Mapping[str, int]:
            return {"f": 1}

    journal = Resumed({"s": Checkpoint(Status.SUCCEEDED, {"value": 1})})
    builder = WorkflowBuilder().add_node("Flaky", "f", retry=AT_ONCE)
    assert execute(builder, FakeNodeType("Flaky", failing(9)), journal=journal).status is Status.FAILED
    assert [event.payload["attempt"] for event in journal.events if event.type == "node_retried" and event.payload] == [2]


def test_a_journal_in_memory_counts_what_it_was_told() -> None:
    journal = MemoryJournal()
    execute(WorkflowBuilder().add_node("Flaky", "f", retry=AT_ONCE), FakeNodeType("Flaky", failing(2)), journal=journal)
    assert journal.tries() == {"f": 2}


@pytest.mark.parametrize(
    ("retry", "delays"),
    [
        (Retry(delay=1, backoff=2, max_delay=5, jitter=0), [1, 2, 4, 5, 5]),
        (Retry(delay=3, backoff=1, jitter=0), [3, 3, 3, 3, 3]),
        (Retry(delay=0), [0, 0, 0, 0, 0]),
    ],
)
def test_waits_grow_up_to_the_longest(retry: Retry, delays: list[float]) -> None:
    assert [delay_after(retry, attempt) for attempt in range(1, 6)] == delays


def test_jitter_spreads_the_waits_within_its_share_and_never_beyond_the_longest() -> None:
    waits = [delay_after(Retry(delay=10, jitter=0.5), 1) for _ in range(200)]
    assert all(5 <= wait <= 15 for wait in waits)
    assert max(waits) - min(waits) > 1
    assert all(delay_after(Retry(delay=10, max_delay=10, jitter=1), 1) <= 10 for _ in range(50))
