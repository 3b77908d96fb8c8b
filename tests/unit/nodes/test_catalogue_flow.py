"""The catalogue's flow nodes: inputs, transform, condition, delay."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.graph.definition import Definition, Input
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.catalogue import delay
from dataflow_app.nodes.catalogue.condition import ConditionNode
from dataflow_app.nodes.catalogue.delay import DelayNode
from dataflow_app.nodes.catalogue.input import InputNode
from dataflow_app.nodes.catalogue.transform import TransformNode
from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.testing import run_node


def test_the_input_node_has_a_port_for_each_input_of_the_definition() -> None:
    definition = Definition(inputs=(Input(name="limit", type="integer", title="Limit"), Input(name="since", type="date", required=False)))
    ports = InputNode().outputs_in(definition)
    assert [(port.name, port.type, port.required) for port in ports] == [
        ("limit", PortType("integer"), True),
        ("since", PortType("date"), False),
    ]
    assert run_node(InputNode(), inputs={"limit": 5, "since": None}) == {"limit": 5, "since": None}


@pytest.mark.parametrize(
    ("value", "expression", "result"),
    [
        ({"a": [1, 2, 3]}, "$sum(a)", 6),
        ([{"n": 1}, {"n": 5}], "[$[n > 2]]", [{"n": 5}]),
        (RowsResult([RowResult(price=Decimal("9.99"))]), "records[0].price", 9.99),
        (5, "$ * $inputs.factor", 10),
    ],
)
def test_a_transformation_computes_from_its_value_and_the_inputs(value: object, expression: str, result: object) -> None:
    assert run_node(TransformNode(), {"value": value, "expression": expression}, inputs={"factor": 2}) == {"result": result}


def test_a_transformation_that_cannot_be_read_is_a_problem_and_one_that_finds_nothing_an_error() -> None:
    (problem,) = TransformNode().check({"value": 1, "expression": "(1 +"}, set())
    assert (problem.code, problem.port) == ("invalid_parameter", "expression")
    assert problem.message.startswith("The expression cannot be read: Expected ) before end of expression.")
    with pytest.raises(NodeError, match="found nothing: b") as caught:
        run_node(TransformNode(), {"value": {"a": 1}, "expression": "b"})
    assert (caught.value.code, caught.value.port) == ("invalid_parameter", "expression")


@pytest.mark.parametrize(
    ("value", "operator", "compare", "holds"),
    [
        (True, "is_true", None, True),
        (1, "is_true", None, False),
        (Decimal("99.99"), "equals", 99.99, True),
        (1, "equals", True, False),
        (date(2026, 3, 29), "equals", "2026-03-29", True),
        ("2026-03-29T10:00:00+00:00", "less", datetime(2026, 3, 29, 11, tzinfo=UTC), True),
        ("a", "not_equals", "b", True),
        (5, "greater", 5, False),
        (5, "greater_or_equal", Decimal(5), True),
        (4.5, "less", 5, True),
        (5, "less_or_equal", 5.0, True),
        ("b", "in", ["a", "b"], True),
        (0.1, "in", [Decimal("0.1")], True),
        ("x", "not_in", ["a"], True),
        ("drill bit", "contains", "bit", True),
        ({"a": 1}, "contains", "a", True),
        ([1, 2], "contains", 3, False),
        ("", "is_empty", None, True),
        (RowsResult([]), "is_empty", None, True),
        (0, "is_empty", None, False),
        (None, "is_not_empty", None, False),
    ],
)
def test_a_condition_sends_the_value_one_way(value: object, operator: str, compare: object, holds: bool) -> None:  # noqa: FBT001 - a column of the table
    output = run_node(ConditionNode(), {"value": value, "operator": operator, "compare": compare})
    assert output == {"true" if holds else "false": value}


@pytest.mark.parametrize(("value", "operator", "compare"), [("a", "greater", 1), (None, "less", 1), (1, "in", 5)])
def test_values_that_cannot_be_compared_are_an_error(value: object, operator: str, compare: object) -> None:
    with pytest.raises(NodeError, match="cannot be compared with") as caught:
        run_node(ConditionNode(), {"value": value, "operator": operator, "compare": compare})
    assert (caught.value.code, caught.value.port) == ("invalid_parameter", "compare")


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(delay, "time", clock)
    return clock


def test_a_delay_waits_and_hands_its_value_on(clock: Clock) -> None:
    assert run_node(DelayNode(), {"seconds": 90, "value": [1]}) == {"value": [1]}
    assert clock.now == pytest.approx(90)


@pytest.mark.parametrize("seconds", [-1, 3601, float("nan"), "5", True])
def test_a_delay_that_is_none_is_a_problem(seconds: object) -> None:
    assert [(each.code, each.port) for each in DelayNode().check({"seconds": seconds}, set())] == [("invalid_parameter", "seconds")]
    with pytest.raises(NodeError):
        run_node(DelayNode(), {"seconds": seconds})


def test_cancelling_ends_a_delay(clock: Clock) -> None:
    with pytest.raises(NodeCancelled):
        run_node(DelayNode(), {"seconds": 60}, is_cancelled=lambda: clock.now > 1)
    assert clock.now < 1 + 2 * delay.ASKS_EVERY
