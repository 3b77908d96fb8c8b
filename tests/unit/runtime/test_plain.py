"""Plain JSON and previews: values as people read them."""

import json
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.plain import Preview, plain, preview


def test_values_are_written_for_reading() -> None:
    value = {
        "a": Decimal("1.20"),
        "b": datetime(2026, 11, 24, tzinfo=UTC),
        "c": b"x",
        "d": float("nan"),
        "e": "a\x00b",
        "f": 2**60,
        1: (True, None),
    }
    assert plain(value) == {
        "a": "1.20",
        "b": "2026-11-24T00:00:00+00:00",
        "c": "eA==",
        "d": "nan",
        "e": "a␀b",
        "f": "1152921504606846976",
        "1": [True, None],
    }
    assert plain(RowsResult([RowResult(id=1)])) == {"records": [{"id": 1}], "count": 1}


def test_a_small_value_is_previewed_whole() -> None:
    assert preview({"a": [1, 2]}) == Preview({"a": [1, 2]}, truncated=False)


def test_long_text_and_long_lists_are_cut() -> None:
    assert preview("x" * 50, 10) == Preview("x" * 10 + "…", truncated=True)
    cut = preview(list(range(1_000)), 10_000)
    assert (cut.value, cut.truncated) == (list(range(50)), True)


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=60)
)
def test_a_preview_stays_near_its_limit(value: object) -> None:
    cut = preview(value, 200)
    assert len(json.dumps(cut.value, ensure_ascii=False)) < 2_000
    assert cut.truncated or cut.value == plain(value)


def test_endless_nesting_ends() -> None:
    value: list[object] = []
    value.append(value)
    assert len(json.dumps(plain(value))) < 1_000
