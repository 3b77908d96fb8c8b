"""Plain JSON as text says what ``plain`` says."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf, nan
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.plain import plain
from dataflow_app.runtime.plain_text import plain_json

texts = st.one_of(st.text(max_size=4), st.sampled_from(['"', "\\", "ä", "\0", "\ud800", "😀", "a, b", "%s", ""]))
numbers = st.one_of(st.integers(), st.floats(), st.decimals(), st.sampled_from([0.0, -0.0, 2**53, 10**30, 1.0, 1]))
scalars = st.one_of(st.none(), st.booleans(), numbers, texts, st.datetimes(), st.dates(), st.uuids(), st.binary(max_size=3))
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2), max_leaves=4)
kinds = st.sampled_from(
    [texts, numbers, st.integers(), st.floats(), st.booleans(), st.none(), scalars, values, st.sampled_from([0.0, -0.0])]
)


@st.composite
def tables(draw: Any) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    names = draw(st.lists(texts, min_size=1, max_size=4, unique_by=lambda name: plain({name: 1}).popitem()[0]))
    count = draw(st.integers(0, 4))
    columns = [draw(st.lists(draw(kinds), min_size=count, max_size=count)) for _ in names]
    return tuple(names), list(zip(*columns, strict=True))


@given(tables(), values)
def test_rows_are_written_as_plain_gives_them(table: Any, total: Any) -> None:
    results = {"list": RowsResult.of_tuples(*table, total=total), "other": total}
    assert json.loads(plain_json(results)) == plain(results)
    assert json.loads(plain_json(results["list"])) == plain(results["list"])


@pytest.mark.parametrize(
    ("values", "first", "second"),
    [
        (["ä", "😀"], '"ä"', '"😀"'),
        (['"', "\\"], r'"\""', r'"\\"'),
        (["a\0", "\ud800"], '"a␀"', '"?"'),
        ([2**53, 1], '"9007199254740992"', "1"),
        ([0.0, -0.0], "0.0", "-0.0"),
        ([nan, inf], '"nan"', '"inf"'),
        ([True, True], "true", "true"),
        ([None, "a"], "null", '"a"'),
        ([Decimal("1.20"), None], '"1.20"', "null"),
        ([datetime(2026, 11, 24, 9, 30, tzinfo=UTC), date(2026, 11, 24)], '"2026-11-24T09:30:00+00:00"', '"2026-11-24"'),
        ([UUID(int=1), None], '"00000000-0000-0000-0000-000000000001"', "null"),
        ([[1, True], [1, 1]], "[1,true]", "[1,1]"),
    ],
)
@pytest.mark.parametrize("name", ["a", 'the "a"'])
def test_a_column_of_any_kind_is_written_value_by_value(values: list[Any], first: str, second: str, name: str) -> None:
    rows = RowsResult.of_tuples((name,), [(value,) for value in values])
    key = json.dumps(name)
    assert plain_json(rows) == f'{{"records":[{{{key}:{first}}},{{{key}:{second}}}],"count":2}}'


def test_rows_that_somebody_looked_at_and_no_rows_are_written_too() -> None:
    rows = RowsResult.of_tuples(("a", "b"), [(1, "x")])
    assert (rows[0], plain_json(rows)) == (RowResult(a=1, b="x"), '{"records":[{"a":1,"b":"x"}],"count":1}')
    assert plain_json(RowsResult.of_tuples(("a",), [])) == '{"records":[],"count":0}'
