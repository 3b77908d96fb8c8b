"""Run inputs: checked against what the definition asks for."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dataflow_app.graph.definition import Definition, Input
from dataflow_app.graph.run_inputs import read_inputs


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("text", "", ""),
        ("number", 1, 1),
        ("number", Decimal("1.20"), Decimal("1.20")),
        ("integer", 3.0, 3),
        ("boolean", False, False),
        ("date", "2026-03-29", date(2026, 3, 29)),
        ("datetime", "2026-03-29T08:30:00Z", datetime(2026, 3, 29, 8, 30, tzinfo=UTC)),
        ("json", {"a": [1]}, {"a": [1]}),
        ("any", "x", "x"),
    ],
)
def test_a_fitting_value_is_read(kind: str, given: object, value: object) -> None:
    definition = Definition.from_dict({"inputs": [{"name": "x", "type": kind}]})
    assert read_inputs(definition, {"x": given}) == ({"x": value}, [])


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("text", 1), ("number", "1"), ("number", True), ("number", float("nan")), ("integer", 1.5), ("integer", True), ("boolean", 1),
        ("date", "29.3.2026"), ("date", datetime(2026, 3, 29, tzinfo=UTC)), ("datetime", 7),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_a_problem_with_an_example(kind: str, given: object) -> None:
    values, (problem,) = read_inputs(Definition.from_dict({"inputs": [{"name": "x", "type": kind}]}), {"x": given})
    assert values == {}
    assert (problem.code, problem.port) == ("invalid_input", "x")
    assert problem.remedy.startswith("For example: ")


def test_defaults_are_filled_in_and_required_ones_asked_for() -> None:
    inputs = (Input(name="a"), Input(name="b", default=5), Input(name="c", required=False))
    values, problems = read_inputs(Definition(inputs=inputs), {})
    assert values == {"b": 5, "c": None}
    assert [problem.message for problem in problems] == ["Input 'a' is required."]


def test_an_unknown_name_gets_a_suggestion() -> None:
    _, (problem,) = read_inputs(Definition(inputs=(Input(name="budget", required=False),)), {"budgt": 1})
    assert (problem.message, problem.remedy) == ("The workflow has no input 'budgt'.", "Did you mean 'budget'?")
