"""Settings of nodes and of a whole run: what is refused, in which words, and the port that a failure may leave by."""

from math import inf, nan
from typing import Any

import pytest

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.graph.definition import OnError, Retry
from dataflow_app.graph.problem import Problem
from dataflow_app.testing import FakeDataFlow, FakeNodeType

TYPES = FakeDataFlow((FakeNodeType("Echo"), FakeNodeType("Own", outputs=("value", "error"))))
SECONDS = "It must be a number of seconds above 0, or nothing for no bound."
A_DAY = "It must be between 0 and 86,400 seconds."


def problems(builder: WorkflowBuilder) -> list[tuple[str | None, str | None, str, str]]:
    found = compile_definition(builder.build(), TYPES).problems
    assert {problem.code for problem in found} <= {"invalid_setting"}
    return [(problem.node, problem.port, problem.message, problem.remedy) for problem in found]


@pytest.mark.parametrize(
    ("settings", "port", "message", "remedy"),
    [
        ({"retry": 0}, "retry.attempts", "is 0", "It must be between 1 (one try, no second one) and 20."),
        ({"retry": 21}, "retry.attempts", "is 21", "It must be between 1 (one try, no second one) and 20."),
        ({"retry": Retry(delay=-1)}, "retry.delay", "is -1", A_DAY),
        ({"retry": Retry(delay=nan)}, "retry.delay", "is nan", A_DAY),
        ({"retry": Retry(max_delay=90_000)}, "retry.max_delay", "is 90000", A_DAY),
        ({"retry": Retry(backoff=0.5)}, "retry.backoff", "is 0.5", "It must be between 1 (each wait as long as the first) and 100."),
        ({"retry": Retry(jitter=1.5)}, "retry.jitter", "is 1.5", "It must be between 0 (none) and 1 (the whole wait)."),
        ({"timeout": 0}, "timeout", "is 0", SECONDS),
        ({"timeout": inf}, "timeout", "is inf", SECONDS),
    ],
)
def test_a_setting_of_a_node_that_cannot_be_kept_to_is_a_problem(settings: Any, port: str, message: str, remedy: str) -> None:
    assert problems(WorkflowBuilder().add_node("Echo", "a", **settings)) == [("a", f"settings.{port}", f"{port} of 'a' {message}.", remedy)]


def test_a_first_wait_longer_than_the_longest_is_a_problem() -> None:
    assert problems(WorkflowBuilder().add_node("Echo", "a", retry=Retry(attempts=2, delay=90))) == [
        (
            "a",
            "settings.retry.max_delay",
            "The longest wait of 'a' (60 s) is shorter than its first (90 s).",
            "Make max_delay longer, or delay shorter.",
        )
    ]


def test_bounds_of_a_run_that_cannot_be_kept_to_are_problems() -> None:
    assert problems(WorkflowBuilder().limit_run(timeout=-5, max_parallel=0)) == [
        (None, "settings.timeout", "The run's timeout is -5.", SECONDS),
        (None, "settings.max_parallel", "The run's max_parallel is 0.", "It must be 1 or more, or nothing for no bound of its own."),
    ]


def hanging_on(output: str, on_error: OnError, type_name: str = "Echo") -> WorkflowBuilder:
    builder = WorkflowBuilder().add_node(type_name, "a", {"value": 1}, on_error=on_error)
    return builder.add_node("Echo", "b").add_connection("a", output, "b", "value")


@pytest.mark.parametrize("output", ["error", "error.message", "value"])
def test_a_node_whose_failure_is_an_output_has_a_port_for_it(output: str) -> None:
    plan = compile_definition(hanging_on(output, "output").build(), TYPES).plan
    assert plan is not None
    assert plan.nodes[0].outputs == {"value", "error"}


@pytest.mark.parametrize("on_error", ["stop", "continue"])
def test_other_nodes_have_none(on_error: OnError) -> None:
    assert compile_definition(hanging_on("error", on_error).build(), TYPES).problems == (
        Problem("unknown_port", "Echo has no output 'error'.", "There are: value.", node="a", port="error", connection=0),
    )


def test_a_node_type_with_an_output_of_that_name_cannot_have_another() -> None:
    message = "Own has an output 'error' of its own, so that none can be added for its failure."
    assert problems(hanging_on("error", "output", "Own")) == [("a", "settings.on_error", message, "Choose stop or continue.")]


def test_expressions_may_read_the_port() -> None:
    builder = (
        WorkflowBuilder().add_node("Echo", "a", on_error="output").add_node("Echo", "b", {"value": {"$expression": "nodes.a.error.code"}})
    )
    assert problems(builder) == []


def test_a_mapping_may_say_the_settings_of_a_run() -> None:
    builder = WorkflowBuilder.from_dict({"nodes": [], "settings": {"timeout": 5, "max_parallel": 2}})
    assert (builder.build().settings.timeout, builder.build().settings.max_parallel) == (5.0, 2)
