"""The executor: what runs, in what order, on which thread, and what the journal is told."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.journal import Checkpoint, LeaseLost, NodeFailure
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.scope import Scope
from dataflow_app.testing import FailingNode, FakeNodeType, RecordingNode
from tests.unit.runtime.walking import execute, facts


def chain(type_name: str, count: int) -> WorkflowBuilder:
    builder = WorkflowBuilder().add_node(type_name, "n0", {"value": 0})
    for index in range(1, count):
        builder.add_node(type_name, f"n{index}").add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    return builder


def test_values_travel_along_connections_and_everything_is_told_in_order() -> None:
    journal = MemoryJournal()
    outcome = execute(chain("Add", 3), FakeNodeType("Add", lambda _, given: {"value": given["value"] + 1}), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"n0": {"value": 1}, "n1": {"value": 2}, "n2": {"value": 3}})
    assert facts(journal) == [
        ("run_started", None),
        *[(kind, f"n{index}") for index in range(3) for kind in ("node_queued", "node_started", "node_succeeded")],
        ("run_succeeded", None),
    ]
    assert [event.seq for event in journal.events] == list(range(1, 12))


def test_parts_of_outputs_go_into_parts_of_parameters_and_the_definition_stays_as_it_is() -> None:
    target = RecordingNode("Target", inputs=("filter", "limit"))
    source = RecordingNode("Source", {"record": {"name": "Drill", "tags": ["a", "b"]}})
    builder = WorkflowBuilder().add_node("Source", "s").add_node("Target", "t", {"filter": {"deep": {"kept": 1}}, "limit": 5})
    builder.add_connection("s", "record.tags.1", "t", "filter.deep.tag").add_connection("s", "record.name", "t", "filter.name")
    outcome = execute(builder, source, target)
    assert outcome.status is Status.SUCCEEDED
    assert target.calls == [{"filter": {"deep": {"kept": 1, "tag": "b"}, "name": "Drill"}, "limit": 5}]
    assert builder.build().nodes[1].parameters == {"filter": {"deep": {"kept": 1}}, "limit": 5}


def test_expressions_see_inputs_and_the_nodes_that_they_name() -> None:
    target = RecordingNode("Target", inputs=("value",))
    builder = WorkflowBuilder().add_input("limit").add_node("Target", "t", {"value": {"a": {"$expression": "nodes.s.n + inputs.limit"}}})
    builder.add_node("Source", "s")
    assert execute(builder, target, RecordingNode("Source", {"n": 2}), inputs={"limit": 40}).status is Status.SUCCEEDED
    assert target.calls == [{"value": {"a": 42}}]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("id", "'s' gave no output 'id'."),
        ("record.nmae", "'s' gave no output 'record.nmae': The output has no 'nmae'."),
        ("record.name.x", "'s' gave no output 'record.name.x': 'name' is of type str, which has no 'x'."),
        ("items.7", "'s' gave no output 'items.7': The output has 1 items, and none at place 7."),
    ],
)
def test_an_output_that_is_missing_fails_the_node_that_waits_for_it(output: str, message: str) -> None:
    target = RecordingNode("Target", inputs=("value",))
    source = RecordingNode("Source", {"record": {"name": "Drill"}, "items": [1]}, outputs=("id", "record", "items"))
    builder = WorkflowBuilder().add_node("Source", "s").add_node("Target", "t").add_connection("s", output, "t", "value")
    outcome = execute(builder, source, target)
    assert outcome.status is Status.FAILED
    assert outcome.failure is not None
    assert (outcome.failure.node, outcome.failure.code, outcome.failure.port, outcome.failure.message) == (
        "t",
        "missing_output",
        "value",
        message,
    )
    assert target.calls == []


def test_a_silent_branch_skips_what_hangs_on_it_and_the_run_succeeds() -> None:
    journal = MemoryJournal()
    branch = FakeNodeType("Branch", lambda _, given: {"true": given["value"]}, outputs=("true", "false"), branches=True)
    builder = WorkflowBuilder().add_node("Branch", "check", {"value": 1})
    for node_id, source, output in (("yes", "check", "true"), ("no", "check", "false"), ("after", "no", "value")):
        builder.add_node("Echo", node_id).add_connection(source, output, node_id, "value")
    outcome = execute(builder, branch, FakeNodeType("Echo"), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"check": {"true": 1}, "yes": {"value": 1}})
    skipped = [(event.node, event.payload) for event in journal.events if event.type == "node_skipped"]
    reason = {"reason": "because 'check' gave nothing at 'false'"}
    assert skipped == [("no", reason), ("after", reason)]


def test_a_node_that_is_switched_off_is_skipped_with_what_hangs_on_it() -> None:
    journal = MemoryJournal()
    builder = (
        WorkflowBuilder()
        .add_node("Echo", "a", {"value": 1}, enabled=False)
        .add_node("Echo", "b")
        .add_connection("a", "value", "b", "value")
    )
    outcome = execute(builder, FakeNodeType("Echo"), journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {})
    reasons = [event.payload for event in journal.events if event.type == "node_skipped"]
    assert reasons == [{"reason": "because it is switched off"}, {"reason": "because 'a' is switched off"}]


def test_a_failure_takes_its_successors_along_and_leaves_the_rest_alone() -> None:
    journal = MemoryJournal()
    error = NodeError("row_not_found", "There is no Product 7.", "Check the id.", port="id")
    builder = (
        WorkflowBuilder()
        .add_node("Fail", "bad", {"value": 0})
        .add_node("Echo", "next")
        .add_node("Echo", "far")
        .add_node("Echo", "free", {"value": 1})
    )
    builder.add_connection("bad", "value", "next", "value").add_connection("next", "value", "far", "value")
    outcome = execute(builder, FailingNode("Fail", error), FakeNodeType("Echo"), journal=journal)
    assert outcome.status is Status.FAILED
    assert outcome.results == {"free": {"value": 1}}
    assert outcome.failure == NodeFailure("bad", "Fail", "row_not_found", "There is no Product 7.", "Check the id.", "id")
    assert outcome.cause is error
    assert facts(journal)[-5:] == [
        ("node_skipped", "next"),
        ("node_skipped", "far"),
        ("node_started", "free"),
        ("node_succeeded", "free"),
        ("run_failed", None),
    ]
    assert [event.payload for event in journal.events if event.type == "node_skipped"] == [{"reason": "because 'bad' failed"}] * 2


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (ValueError("\x1b[31mno\x1b[0m such\nthing"), "unexpected", "ValueError: no such thing"),
        (KeyError(), "unexpected", "KeyError, without a message."),
        (
            type("IntegrityError", (Exception,), {})("duplicate\nDETAIL:  Key (a)=(1) exists.\n"),
            "integrity",
            "IntegrityError: duplicate Key (a)=(1) exists.",
        ),
        (type("ProgrammingError", (Exception,), {})("no column\nLINE 1: SELECT x\n        ^"), "unexpected", "ProgrammingError: no column"),
    ],
)
def test_any_exception_becomes_a_sentence(error: Exception, code: str, message: str) -> None:
    outcome = execute(WorkflowBuilder().add_node("Fail", "f"), FailingNode("Fail", error))
    assert outcome.failure is not None
    assert (outcome.failure.code, outcome.failure.message) == (code, message)


def test_an_output_that_is_no_mapping_fails_its_node() -> None:
    outcome = execute(WorkflowBuilder().add_node("Odd", "o"), FakeNodeType("Odd", lambda *_: [1]))  # type: ignore[arg-type] # the fault
    assert outcome.failure is not None
    assert outcome.failure.message == "Odd gave a list where a mapping of output ports is due."


def test_the_context_tells_who_acts_and_carries_a_key_that_is_the_same_for_every_try() -> None:
    seen: list[NodeContext] = []

    def look(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        seen.append(context)
        return {}

    execute(WorkflowBuilder().add_node("Look", "l"), FakeNodeType("Look", look), inputs={"a": 1})
    assert seen[0].scope == Scope(tenant="acme", enforced=True, actor="ada", run="7", node="l")
    assert (seen[0].run, seen[0].node, seen[0].iteration, seen[0].inputs, seen[0].idempotency_key) == ("7", "l", 0, {"a": 1}, "7:l:0")


def on_thread(seen: list[int], wait: Callable[[], Any] = lambda: None) -> Callable[[NodeContext, Mapping[str, Any]], Mapping[str, Any]]:
    def work(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        seen.append(threading.get_ident())
        wait()
        return {"value": given.get("value")}

    return work


def test_siblings_that_wait_wait_together() -> None:
    barrier = threading.Barrier(8, timeout=20)
    seen: list[int] = []
    builder = WorkflowBuilder()
    for index in range(8):
        builder.add_node("Wait", f"n{index}", {"value": index})
    outcome = execute(builder, FakeNodeType("Wait", on_thread(seen, barrier.wait), waits=True))
    assert outcome.status is Status.SUCCEEDED
    assert len(set(seen)) == 8
    assert threading.get_ident() not in seen


def test_a_chain_never_changes_threads() -> None:
    seen: list[int] = []
    assert execute(chain("Step", 20), FakeNodeType("Step", on_thread(seen))).status is Status.SUCCEEDED
    assert seen == [threading.get_ident()] * 20


def test_nodes_on_a_database_stay_on_the_executors_thread_beside_nodes_that_wait() -> None:
    started, seen, aside = threading.Event(), [], []  # type: ignore[var-annotated] # of thread ids
    builder = WorkflowBuilder().add_node("Wait", "w").add_node("Read", "r1").add_node("Read", "r2")
    wait = FakeNodeType("Wait", on_thread(aside, lambda: started.wait(20)), waits=True)
    read = FakeNodeType("Read", on_thread(seen, started.set), waits=True, database="default")
    assert execute(builder, wait, read).status is Status.SUCCEEDED
    assert seen == [threading.get_ident()] * 2
    assert aside != [threading.get_ident()]


def test_a_failure_in_a_thread_is_the_failure_of_its_node() -> None:
    builder = WorkflowBuilder().add_node("Fail", "a").add_node("Echo", "b", {"value": 1}).add_node("Fail", "c")
    outcome = execute(builder, FailingNode("Fail", RuntimeError("no"), waits=True), FakeNodeType("Echo"))
    assert outcome.results == {"b": {"value": 1}}
    assert outcome.failure is not None
    assert outcome.failure.message == "RuntimeError: no"


@pytest.mark.parametrize("on_error", ["stop", "continue", "output"])
@pytest.mark.parametrize("timeout", [None, 600])
def test_a_node_that_waits_and_cannot_be_started_is_a_failure_like_another(on_error: Any, timeout: float | None) -> None:
    journal = MemoryJournal()
    builder = WorkflowBuilder().add_node("Echo", "a", {"value": {}}).add_node("Wait", "w", on_error=on_error, timeout=timeout)
    builder.add_node("Echo", "b").add_node("Echo", "c")
    for source, port, target in (("a", "value.not_there", "w"), ("w", "value", "b"), ("b", "value", "c")):
        builder.add_connection(source, port, target, "value")
    outcome = execute(builder, FakeNodeType("Echo"), FakeNodeType("Wait", waits=True), journal=journal)
    assert outcome.status is (Status.FAILED if on_error == "stop" else Status.SUCCEEDED)
    after = Status.SUCCEEDED if on_error == "continue" else Status.SKIPPED
    assert {name: done.status for name, done in journal.checkpoints.items()} == {
        "a": Status.SUCCEEDED,
        "w": Status.FAILED,
        "b": after,
        "c": after,
    }


def test_cancelling_stops_between_nodes_and_keeps_what_was_done() -> None:
    journal = MemoryJournal()

    def cancel(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if given["value"] == 1:
            journal.cancel()
        return {"value": given["value"] + 1}

    outcome = execute(chain("Step", 4), FakeNodeType("Step", cancel), journal=journal)
    assert outcome == Outcome(Status.CANCELLED, {"n0": {"value": 1}, "n1": {"value": 2}})
    assert facts(journal)[-3:] == [("node_cancelled", "n2"), ("node_cancelled", "n3"), ("run_cancelled", None)]


def test_a_run_that_is_done_when_it_is_cancelled_has_succeeded() -> None:
    journal = MemoryJournal()

    def cancel(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        journal.cancel()
        return {}

    assert execute(WorkflowBuilder().add_node("Last", "l"), FakeNodeType("Last", cancel), journal=journal).status is Status.SUCCEEDED


@pytest.mark.parametrize("aside", [1, 2])
def test_a_node_that_stops_itself_is_cancelled_and_not_failed(aside: int) -> None:
    journal = MemoryJournal()

    def stop(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        journal.cancel()
        assert context.is_cancelled()
        raise NodeCancelled

    builder = WorkflowBuilder()
    for index in range(aside):
        builder.add_node("Long", f"n{index}")
    outcome = execute(builder, FakeNodeType("Long", stop, waits=True), journal=journal)
    assert outcome == Outcome(Status.CANCELLED, {})
    assert [event.node for event in journal.events if event.type == "node_cancelled"] == [f"n{index}" for index in range(aside)]


def test_a_lost_lease_ends_the_walk_without_another_record() -> None:
    class Fenced(MemoryJournal):
        def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
            if node == "n1":
                raise LeaseLost
            super().node_succeeded(node, output)

    journal = Fenced()
    outcome = execute(chain("Echo", 4), FakeNodeType("Echo"), journal=journal)
    assert outcome.status is Status.RUNNING
    assert facts(journal)[-1] == ("node_started", "n1")
    assert journal.status is Status.RUNNING


def test_a_lost_lease_does_not_wait_for_the_nodes_in_threads() -> None:
    release, both = threading.Event(), threading.Barrier(2)

    class Fenced(MemoryJournal):
        def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
            raise LeaseLost

    def work(context: NodeContext, _: Mapping[str, Any]) -> Mapping[str, Any]:
        both.wait(20)
        if context.node == "stuck":
            release.wait(60)
        return {}

    builder = WorkflowBuilder().add_node("Wait", "stuck").add_node("Wait", "quick")
    outcome = execute(builder, FakeNodeType("Wait", work, waits=True), journal=Fenced())
    assert not release.is_set()
    release.set()
    assert outcome.status is Status.RUNNING


def test_a_resumed_run_does_not_repeat_what_is_done_and_hands_on_its_outputs() -> None:
    add = FakeNodeType("Add", lambda _, given: {"value": given["value"] + 1})
    journal = MemoryJournal({"n0": Checkpoint(Status.SUCCEEDED, {"value": 10}), "n1": Checkpoint(Status.SUCCEEDED, {"value": 20})})
    outcome = execute(chain("Add", 3), add, journal=journal)
    assert outcome == Outcome(Status.SUCCEEDED, {"n0": {"value": 10}, "n1": {"value": 20}, "n2": {"value": 21}})
    assert add.calls == [{"value": 20}]
    assert facts(journal) == [
        ("run_started", None),
        ("node_queued", "n2"),
        ("node_started", "n2"),
        ("node_succeeded", "n2"),
        ("run_succeeded", None),
    ]


def test_a_resumed_run_remembers_what_failed_and_was_skipped() -> None:
    failure = NodeFailure("n0", "Echo", "external", "It is down.")
    journal = MemoryJournal({"n0": Checkpoint(Status.FAILED, failure=failure), "n1": Checkpoint(Status.SKIPPED)})
    outcome = execute(chain("Echo", 3), FakeNodeType("Echo"), journal=journal)
    assert (outcome.status, outcome.failure, outcome.results) == (Status.FAILED, failure, {})
    assert facts(journal) == [("run_started", None), ("node_skipped", "n2"), ("run_failed", None)]


@pytest.mark.slow
@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("wide", [True, False])
def test_five_thousand_nodes_run_without_recursion(*, waits: bool, wide: bool) -> None:
    builder = WorkflowBuilder().add_node("Echo", "n0", {"value": 1})
    for index in range(1, 5_000):
        builder.add_node("Echo", f"n{index}").add_connection("n0" if wide else f"n{index - 1}", "value", f"n{index}", "value")
    outcome = execute(builder, FakeNodeType("Echo", waits=waits))
    assert (outcome.status, len(outcome.results)) == (Status.SUCCEEDED, 5_000)
