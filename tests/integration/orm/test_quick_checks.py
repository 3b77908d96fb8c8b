"""What the quick check of a column accepts, the exact one accepts with the same outcome."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.checking import check_rows
from dataflow_app.orm.bulk.quick_checks import quick_check
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.columns import columns, why_not_writable
from dataflow_app.orm.values.checking import checked_values, clean_value
from tests.integration.orm import sample_models

BOUND = {each.name: each for each in sample_models.db.models}
FIELDS = [(BOUND[name], field) for name in ("Everything", "Gadget", "Maker") for field in columns(BOUND[name])]
WRITABLE = [(bound, field) for bound, field in FIELDS if why_not_writable(bound, field) is None]

texts = st.one_of(
    st.text(max_size=8), st.sampled_from(["", "red", "blue", "\0", "\ud800", "ä", "😀", "5", "1.50", "2026-11-24", "2026-11-24T09:30:00Z"])
)
whole = st.one_of(st.integers(-3, 3), st.sampled_from([2**15, -(2**15) - 1, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 10**400]))
numbers = st.one_of(
    whole, st.floats(), st.decimals(), st.sampled_from([Decimal("1.10"), Decimal("-0.00"), Decimal("1E+3"), 0.1, -0.0, 1e16, 1e308])
)
moments = st.one_of(st.datetimes(timezones=st.sampled_from([UTC, None])), st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max]))  # noqa: DTZ901 - the very ends
scalars = st.one_of(
    st.none(), st.booleans(), numbers, texts, moments, st.dates(), st.times(), st.timedeltas(), st.uuids(), st.binary(max_size=4)
)
documents = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=5)
#: Columns of one kind of value, as loads have them, and of all kinds.
values = st.one_of(*(st.lists(st.one_of(st.none(), kind) if kind is not scalars else kind, min_size=1, max_size=5) for kind in (
    st.booleans(), whole, st.floats(allow_nan=False), numbers, texts, moments, st.dates(), st.times(), st.timedeltas(),
    st.uuids(), st.binary(max_size=4), st.integers(0, 99).map(str),
    st.lists(texts, max_size=3), st.dictionaries(st.text(max_size=3), whole, max_size=3), documents, scalars,
)))  # fmt: skip


def told(value: Any) -> str:
    """Tell values apart that Python calls equal, such as 1 and True, or 0.0 and -0.0."""
    return f"{type(value).__name__} {value!r}"


@pytest.mark.parametrize(("bound", "field"), WRITABLE, ids=[f"{bound.name}.{field.name}" for bound, field in WRITABLE])
@given(column=values)
def test_a_column_that_is_vouched_for_is_what_the_exact_check_gives(bound: BoundModel, field: Any, column: list[Any]) -> None:
    checked = quick_check(bound, field)(column)
    if checked is not None:
        assert list(map(told, checked)) == [told(clean_value(bound, field, value)) for value in column]


GOOD: dict[str, Any] = {
    "text": "Größe 😀", "whole": -5, "real": 2.5, "amount": Decimal("12.30"), "flag": True, "day": date(2026, 11, 24),
    "moment": datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "clock": time(9, 30), "lasting": timedelta(days=1, seconds=2), "key": UUID(int=7),
    "document": {"a": [1, {"b": None}], "c": 1.5}, "names": ["a", "b"], "counts": {"a": 1}, "raw": b"\0\xff", "small": 7, "short": "abcde",
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_plain_values_need_no_exact_check(name: str) -> None:
    bound = BOUND["Everything"]
    field = next(each for each in columns(bound) if each.name == name)
    assert list(quick_check(bound, field)([GOOD[name], None]) or ()) == [GOOD[name], None]


@pytest.mark.parametrize(
    ("name", "given_as", "held_as"),
    [
        ("amount", 12.3, Decimal("12.30")),
        ("amount", 12, Decimal("12.00")),
        ("real", 2, 2.0),
        ("day", "2026-11-24", date(2026, 11, 24)),
        ("moment", "2026-11-24T09:30:00+00:00", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        ("key", str(UUID(int=7)), UUID(int=7)),
    ],
)
def test_what_json_brings_for_them_needs_none_either(name: str, given_as: Any, held_as: Any) -> None:
    bound = BOUND["Everything"]
    field = next(each for each in columns(bound) if each.name == name)
    assert list(map(told, quick_check(bound, field)([given_as]) or ())) == [told(held_as)]


row = st.dictionaries(st.sampled_from([*GOOD, "color", "text_"]), scalars, max_size=4)


@given(rows=st.lists(st.one_of(row, st.fixed_dictionaries({"whole": whole, "text": texts}), st.integers()), max_size=6))
def test_rows_are_checked_as_each_is_by_itself(rows: list[Any]) -> None:
    bound, faults = BOUND["Everything"], RowFaults()
    blocks = check_rows(bound, rows, 1, faults)
    checked = {
        number: dict(zip(block.columns, each, strict=True)) if block.columns else {}
        for block in blocks
        for number, each in zip(block.numbers, block.keys(tuple(block.columns)) if block.columns else [()] * len(block), strict=True)
    }
    assert {number: _told_row(each) for number, each in checked.items()} == {
        number: _told_row(cleaned)
        for number, each in enumerate(rows, 1)
        if isinstance(each, dict) and not (outcome := checked_values(bound, each))[1]
        for cleaned in [outcome[0]]
    }
    assert sorted(faults.rows | checked.keys()) == list(range(1, len(rows) + 1))
    assert [str(fault) for _, fault in faults.in_order() if "object of fields" not in str(fault)] == [
        str(fault) for each in rows if isinstance(each, dict) for fault in checked_values(bound, each)[1]
    ]


def _told_row(values: dict[str, Any]) -> dict[str, str]:
    return {name: told(value) for name, value in sorted(values.items())}


def test_a_bad_value_among_many_good_ones_is_named_alone(bound: Callable[[str], BoundModel]) -> None:
    faults = RowFaults()
    rows = [{"whole": number, "text": "x"} for number in range(2_500)]
    rows[2_345]["whole"] = "many"
    assert sum(map(len, check_rows(bound("Everything"), rows, 1, faults))) == 2_499
    (fault,) = faults.told()
    assert fault.message == "Row 2,346: Everything.whole wants a whole number, and text 'many' was given."


def test_a_fault_of_a_value_is_the_exact_one(bound: Callable[[str], BoundModel]) -> None:
    faults = RowFaults()
    check_rows(bound("Everything"), [{"whole": float("nan"), "short": "much too long"}], 1, faults)
    with pytest.raises(NodeError, match=r"Row 1: Everything.whole wants a whole number.*Row 1: Everything.short takes 5 characters"):
        faults.raise_any()
