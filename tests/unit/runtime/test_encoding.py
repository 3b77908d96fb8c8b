"""Tagged JSON: what goes in comes out, and no database refuses it."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.encoding import EncodingError, decode, encode

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.characters(categories=["Cs"])
    | st.decimals(allow_nan=False)
    | st.datetimes(timezones=st.just(UTC))
    | st.dates()
    | st.times()
    | st.timedeltas(min_value=timedelta(days=-1000), max_value=timedelta(days=1000))
    | st.uuids()
    | st.binary()
)
keys = st.text() | st.sampled_from(["$decimal", "$map", "$row", "$gte"]) | st.integers()
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=3), max_leaves=12)


@given(values)
def test_any_value_survives_and_its_json_is_strict(value: object) -> None:
    text = json.dumps(encode(value), allow_nan=False)
    assert "\\u0000" not in text
    assert decode(json.loads(text)) == value


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (Decimal("1.20"), {"$decimal": "1.20"}),
        (datetime(2026, 11, 24, 5, tzinfo=UTC), {"$datetime": "2026-11-24T05:00:00+00:00"}),
        (date(2026, 11, 24), {"$date": "2026-11-24"}),
        (time(5, 30), {"$time": "05:30:00"}),
        (timedelta(seconds=1.5), {"$seconds": "1.5"}),
        (UUID(int=1), {"$uuid": "00000000-0000-0000-0000-000000000001"}),
        (b"x", {"$bytes": "eA=="}),
        (float("inf"), {"$float": "inf"}),
        ("a\x00", {"$text": "YQA="}),
        ({"$gte": 1}, {"$gte": 1}),
        ({"$date": "x"}, {"$map": [["$date", "x"]]}),
        ((1, 2), [1, 2]),
        ({3, 1}, [1, 3]),
        (Enum("Color", {"RED": "red"}).RED, "red"),  # type: ignore[attr-defined] # made here
        (RowResult(id=1), {"$row": {"id": 1}}),
        (RowsResult([RowResult(id=1)], total=9), {"$rows": {"records": [{"$row": {"id": 1}}], "count": 1, "total": 9}}),
    ],
)
def test_tags_are_as_documented(value: object, encoded: object) -> None:
    assert encode(value) == encoded


def test_rows_come_back_as_rows() -> None:
    rows = decode(encode(RowsResult([RowResult(id=1, price=Decimal("1.20"))], total=9)))
    assert isinstance(rows, RowsResult)
    assert (len(rows), rows[0]["record"]["price"], rows["total"]) == (1, Decimal("1.20"), 9)


def test_not_a_number_comes_back_as_itself() -> None:
    value = decode(encode(float("nan")))
    assert value != value  # noqa: PLR0124 - what NaN is


def test_what_cannot_be_kept_is_an_error() -> None:
    with pytest.raises(EncodingError, match=r"A value of type object cannot be kept\."):
        encode({"a": object()})


def test_deep_nesting_is_an_error_and_no_recursion_error() -> None:
    value: list[object] = []
    for _ in range(5_000):
        value = [value]
    with pytest.raises(EncodingError, match="nests deeper than 100 levels"):
        encode(value)
