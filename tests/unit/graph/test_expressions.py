"""Expressions: JSONata over inputs and nodes, bounded in time and depth."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dataflow_app.graph.expression_references import references
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.expressions import evaluate
from dataflow_app.nodes.results import RowResult, RowsResult

NODES = {
    "list": RowsResult([RowResult(id=1, price=Decimal("9.99")), RowResult(id=2, price=Decimal(120))]),
    "create": RowResult(id=7, name="Drill"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nodes.create.id", {"create"}),
        ("nodes.`a-b`.records[price > nodes.c.limit].name & inputs.x", {"a-b", "c"}),
        ("$$.nodes.x.y", {"x"}),
        ("$map(inputs.ids, function($id) { nodes.f.g })", {"f"}),
        ("nodes.a^(nodes.b.c)", {"a", "b"}),
        ("inputs.nodes.x", set()),
        ("'nodes.x'", set()),
    ],
)
def test_references_are_found_wherever_they_stand(text: str, found: set[str]) -> None:
    assert references(text) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("inputs.limit + 1", 51),
        ("nodes.create.record.name", "Drill"),
        ("nodes.list.records[price > 100].id", 2),
        ("[nodes.list.records[price > 1000].id]", []),
        ("$sum(nodes.list.records.price)", 129.99),
        ("nodes.list.count", 2),
        ("inputs.at", "2026-11-24T05:00:00+00:00"),
        ("$match('ab12', /[a-z]+(\\d{2,4})?/).match", "ab12"),
        ("null", None),
        ("inputs.nothing", None),
        ("{'a': [1, null]}", {"a": [1, None]}),
    ],
)
def test_values_are_those_of_jsonata(text: str, value: object) -> None:
    inputs = {"limit": 50, "at": datetime(2026, 11, 24, 5, tzinfo=UTC), "nothing": None}
    assert evaluate(text, inputs=inputs, nodes=NODES) == value


@pytest.mark.parametrize("text", ["inputs.zz", "nodes.list.records[price > 1000].id", "nodes.other.id"])
def test_an_expression_that_finds_nothing_is_an_error_and_no_null(text: str) -> None:
    with pytest.raises(ExpressionError, match="found nothing"):
        evaluate(text, inputs={}, nodes=NODES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("($f := function($n) { $f($n + 1) }; $f(1))", "timeout"),
        ("($f := function($n) { 1 + $f($n + 1) }; $f(1))", "Stack overflow"),
        ('$eval("($f := function($n) { $f($n + 1) }; $f(1))")', "failed"),
        ("'a' + 1", "The expression failed"),
        ("(" * 3_000, "cannot be read"),
        ("[" * 900 + "]" * 900, "Stack overflow"),
        ("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)", "may take forever"),
        ("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a|a)*$/)", "may take forever"),
        ("$eval(\"$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)\")", "failed"),
        ("1" * 10_001, "10,000 are allowed"),
        ("$pad('', 99999999999)", "failed"),
        ("[1..9999999999]", "failed"),
    ],
)
def test_runaways_end_with_an_error(text: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=words):
        evaluate(text, inputs={}, nodes={})


@pytest.mark.parametrize("text", ["$string(inputs.__class__)", "inputs.`__class__`", "$getattr(inputs, 'x')", "nodes.create.keys"])
def test_nothing_of_python_can_be_reached(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(text, inputs={"a": 1}, nodes=NODES)


@pytest.mark.parametrize("text", ["function($x) { $x }", "{'a': [$sum]}", "$map"])
def test_a_function_is_no_value(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"The expression gave a function, which is no value"):
        evaluate(text, inputs={}, nodes={})


def test_lists_are_lists() -> None:
    assert type(evaluate("[1..3]", inputs={}, nodes={})) is list
    assert type(evaluate("inputs.a.b", inputs={"a": [{"b": 1}, {"b": 2}]}, nodes={})) is list


def test_threads_that_share_an_expression_do_not_mix() -> None:
    text = "($f := function($n) { $n > 0 ? $f($n - 1) + inputs.k : 0 }; [$f(5), $map(inputs.xs, function($x) { $x * inputs.k })])"

    def work(k: int) -> list[object]:
        return [evaluate(text, inputs={"k": k, "xs": [1, 2]}, nodes={}) for _ in range(10)]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(32))) == [[[5 * k, k, 2 * k]] * 10 for k in range(32)]
