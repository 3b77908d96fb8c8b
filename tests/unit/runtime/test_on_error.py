"""What the failure of a node means for the run: the end of it, nothing, or a way of its own out of the node."""

from collections.abc import Mapping
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FailingNode, FakeNodeType, RecordingNode
from tests.unit.runtime.walking import execute

DOWN = NodeError("external", "It is down.", "Try later.")
ERROR = {"code": "external", "message": "It is down.", "remedy": "Try later.", "node": "a"}
FAIL = FailingNode("Source", DOWN, inputs=())
GIVE = RecordingNode("Source", {"value": 1}, inputs=())


def skipped(journal: MemoryJournal) -> dict[str | None, Any]:
    return {event.node: event.payload["reason"] for event in journal.events if event.type == "node_skipped" and event.payload}


def test_continue_lets_the_run_go_on_without_what_the_node_would_have_given() -> None:
    target, journal = RecordingNode("Target", inputs=("kept", "empty", "free")), MemoryJournal()
    builder = WorkflowBuilder().add_node("Source", "a", on_error="continue").add_node("Target", "t", {"kept": 7, "free": 1})
    builder.add_connection("a", "value", "t", "kept").add_connection("a", "value", "t", "empty")
    assert execute(builder, FAIL, target, journal=journal) == Outcome(Status.SUCCEEDED, {"t": {}})
    assert target.calls == [{"kept": 7, "free": 1}]
    assert journal.checkpoints["a"].status is Status.FAILED
    assert journal.status is Status.SUCCEEDED


def test_what_does_not_fail_is_handed_on_whatever_the_setting() -> None:
    for on_error in ("continue", "output"):
        target = RecordingNode("Target", inputs=("value",))
        builder = (
            WorkflowBuilder().add_node("Source", "a", on_error=on_error).add_node("Target", "t").add_connection("a", "value", "t", "value")
        )
        assert execute(builder, GIVE, target).status is Status.SUCCEEDED
        assert target.calls == [{"value": 1}]


@pytest.mark.parametrize(
    ("parameters", "given"),
    [
        ({"value": {"$expression": "nodes.a.value"}}, {}),
        ({"value": {"x": {"$expression": "nodes.a.value"}}}, {"value": {"x": None}}),
        ({"value": {"$expression": "$exists(nodes.a.value) ? 1 : 2"}}, {"value": 2}),
    ],
)
def test_continue_leaves_expressions_empty_that_find_nothing(parameters: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    target = RecordingNode("Target", inputs=("value",))
    builder = WorkflowBuilder().add_node("Source", "a", on_error="continue").add_node("Target", "t", parameters)
    assert execute(builder, FAIL, target).status is Status.SUCCEEDED
    assert target.calls == [given]


def branching() -> WorkflowBuilder:
    """Draw a node that hands its error to ``rescue`` and its value to ``usual``, with something after each."""
    builder = WorkflowBuilder().add_node("Source", "a", on_error="output")
    for node_id, source, output in (("rescue", "a", "error"), ("usual", "a", "value"), ("after", "usual", "value")):
        builder.add_node("Echo", node_id).add_connection(source, output, node_id, "value")
    return builder


def test_output_hands_the_error_on_and_skips_what_hangs_on_other_ports() -> None:
    journal = MemoryJournal()
    outcome = execute(branching(), FAIL, FakeNodeType("Echo"), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"a": {"error": ERROR}, "rescue": {"value": ERROR}})
    assert skipped(journal) == {"usual": "because 'a' failed", "after": "because 'a' failed"}
    assert journal.checkpoints["a"].status is Status.FAILED


def test_without_a_failure_the_error_stays_silent() -> None:
    journal = MemoryJournal()
    outcome = execute(branching(), GIVE, FakeNodeType("Echo"), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"a": {"value": 1}, "usual": {"value": 1}, "after": {"value": 1}})
    assert skipped(journal) == {"rescue": "because 'a' did not fail"}


@pytest.mark.parametrize(
    ("text", "on_failure", "on_success"),
    [
        ("nodes.a.error.code", "external", None),
        ("nodes.a.value", None, 1),
        ("$exists(nodes.a.error) ? nodes.a.error.node : nodes.a.value", "a", 1),
        ("$exists(nodes.a) ? 5 : 6", 5, 5),
    ],
)
def test_an_expression_runs_where_one_of_the_ports_that_it_reads_gives_something(text: str, on_failure: Any, on_success: Any) -> None:
    for source, expected in ((FAIL, on_failure), (GIVE, on_success)):
        target = RecordingNode("Target", inputs=("value",))
        builder = WorkflowBuilder().add_node("Source", "a", on_error="output").add_node("Target", "t", {"value": {"$expression": text}})
        assert execute(builder, source, target).status is Status.SUCCEEDED
        assert target.calls == ([] if expected is None else [{"value": expected}])


def test_a_failure_that_is_allowed_for_does_not_hide_another_one() -> None:
    builder = WorkflowBuilder().add_node("Source", "a", on_error="continue").add_node("Source", "b")
    outcome = execute(builder, FAIL)
    assert outcome.failure is not None
    assert (outcome.status, outcome.failure.node) == (Status.FAILED, "b")


def test_a_resumed_run_hands_on_the_error_that_it_finds() -> None:
    failure = NodeFailure("a", "Source", "external", "It is down.", "Try later.")
    journal = MemoryJournal({"a": Checkpoint(Status.FAILED, failure=failure)})
    outcome = execute(branching(), GIVE, FakeNodeType("Echo"), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"a": {"error": ERROR}, "rescue": {"value": ERROR}})


def test_only_the_last_try_counts() -> None:
    tries: list[int] = []

    def work(*_: Any) -> Mapping[str, Any]:
        tries.append(1)
        if len(tries) == 1:
            raise DOWN
        return {"value": 1}

    builder = WorkflowBuilder().add_node("Source", "a", on_error="output", retry=Retry(attempts=2, delay=0))
    assert execute(builder, FakeNodeType("Source", work, inputs=())) == Outcome(Status.SUCCEEDED, {"a": {"value": 1}})
