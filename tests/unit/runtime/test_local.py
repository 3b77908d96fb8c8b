"""LocalRuntime: results and a run id, or an error that tells what happened."""

import subprocess
import sys
from typing import Any
from uuid import UUID
from weakref import ref

import pytest

from dataflow_app.errors import DataFlowError, DefinitionError, RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.testing import FailingNode, FakeDataFlow, FakeNodeType


@pytest.fixture
def runtime() -> LocalRuntime:
    return LocalRuntime(dataflow=FakeDataFlow((FakeNodeType("Echo"), FailingNode("Fail", ZeroDivisionError("division by zero")))))


def test_a_definition_and_a_builder_both_run(runtime: LocalRuntime) -> None:
    builder = WorkflowBuilder().add_node("Echo", "e", {"value": 1})
    first, first_id = runtime.execute(builder)
    second, second_id = runtime.execute(builder.build())
    assert first == second == {"e": {"value": 1}}
    assert UUID(first_id) != UUID(second_id)


def test_results_are_freed_as_soon_as_nobody_holds_them() -> None:
    runtime = LocalRuntime(dataflow=FakeDataFlow((FakeNodeType("Make", lambda *_: {"value": {1, 2}}),)))
    results, _ = runtime.execute(WorkflowBuilder().add_node("Make", "m"))
    value = ref(results["m"]["value"])
    assert value() == {1, 2}
    del results
    assert value() is None  # many rows must not wait for the garbage collector


def test_a_failing_node_raises_with_its_cause_and_what_had_succeeded(runtime: LocalRuntime) -> None:
    builder = WorkflowBuilder().add_node("Fail", "bad", {"value": 0}).add_node("Echo", "good", {"value": 1})
    with pytest.raises(RunFailed) as caught:
        runtime.execute(builder)
    failed = caught.value
    assert (failed.node, failed.node_type, failed.results) == ("bad", "Fail", {"good": {"value": 1}})
    assert isinstance(failed.cause, ZeroDivisionError)
    assert failed.__cause__ is failed.cause
    assert str(failed) == "Node 'bad' (Fail) failed: division by zero"
    assert str(UUID(failed.run_id)) == failed.run_id


def test_every_problem_is_raised_before_anything_runs(runtime: LocalRuntime) -> None:
    builder = WorkflowBuilder().add_input("n", "integer").add_node("Ecko", "a").add_node("Echo", "b", {"valu": 1})
    with pytest.raises(DefinitionError) as caught:
        runtime.execute(builder, inputs={"m": 1}, parameters={"bb": {}})
    assert [problem.code for problem in caught.value.problems] == [
        "missing_node",
        "invalid_input",
        "invalid_input",
        "unknown_node_type",
        "unknown_parameter",
    ]


@pytest.mark.parametrize(("workflow", "kind"), [({"nodes": []}, "dict"), (None, "NoneType")])
def test_what_is_no_definition_is_refused_with_the_way_to_make_one(runtime: LocalRuntime, workflow: Any, kind: str) -> None:
    with pytest.raises(DataFlowError) as caught:
        runtime.execute(workflow)
    assert str(caught.value) == (
        f"LocalRuntime runs a definition, and a {kind} was given. "
        "Give it what WorkflowBuilder.build() returns; WorkflowBuilder.from_dict(…) reads a dict."
    )


def test_inputs_reach_input_nodes_and_parameters_override(runtime: LocalRuntime) -> None:
    builder = WorkflowBuilder().add_input("n", "integer", required=False, default=5).add_node("InputNode", "in")
    builder.add_node("Echo", "a").add_connection("in", "n", "a", "value").add_node("Echo", "b", {"value": 1})
    results, _ = runtime.execute(builder, parameters={"b": {"value": 2}})
    assert results == {"in": {"n": 5}, "a": {"value": 5}, "b": {"value": 2}}
    assert builder.build().nodes[2].parameters == {"value": 1}


def test_a_credential_that_is_not_there_is_an_error_that_says_how_to_give_it() -> None:
    builder = WorkflowBuilder().add_node("HttpRequestNode", "h", {"url": "http://127.0.0.1:9/", "credential": "shop"})
    with pytest.raises(RunFailed, match=r"There is no credential 'shop'\. Give it to LocalRuntime"):
        LocalRuntime(credentials={"sho": {"token": "x"}}).execute(builder)


def test_a_workflow_without_a_database_never_touches_django() -> None:
    script = """
import sys
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.runtime.local import LocalRuntime
results, _ = LocalRuntime().execute(WorkflowBuilder().add_node("DelayNode", "d", {"seconds": 0, "value": 1}))
assert results == {"d": {"value": 1}}
assert not [name for name in sys.modules if name.startswith(("django", "httpx", "jsonata"))]
"""
    subprocess.run([sys.executable, "-c", script], check=True)
