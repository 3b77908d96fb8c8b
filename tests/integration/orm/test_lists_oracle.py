"""Any list of any rows, against plain Python: order, pages, distinct values and groups."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.orm.tables import Everything

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
VALUES: dict[str, list[Any]] = {
    "text": [None, "", "a", "A", "ä", "🙂", "10", "9"],
    "whole": [None, -1, 0, 1, 2**40],
    "real": [None, -0.5, 0.25, 99.5],
    "amount": [None, Decimal("-1.50"), Decimal("0.00"), Decimal("0.10"), Decimal("0.35"), Decimal("123456.78")],
    "flag": [None, True, False],
    "day": [None, date(2026, 1, 1), date(2026, 12, 31)],
    "moment": [None, NOON, NOON + timedelta(microseconds=1), NOON + timedelta(seconds=1)],
    "lasting": [None, timedelta(0), timedelta(days=2, microseconds=1), timedelta(days=-1)],
    "document": [
        None,
        {},
        {"v": None},
        *({"v": value} for value in (1, 1.0, 2.5, -3, "a", "B", "10", True, False, [1], {"x": 1}, {"x": 1.0})),
    ],
}
ORDERED = (*(name for name in VALUES if name != "document"), "document.v")
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}), max_size=14)
ENTRIES = st.builds(
    lambda name, direction, nulls: {name: direction, **({"nulls": nulls} if nulls else {})},
    st.sampled_from(ORDERED),
    st.sampled_from(["asc", "desc"]),
    st.sampled_from(["first", "last", None]),
)
ORDERS = st.lists(ENTRIES, max_size=3)
examples = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def value_of(row: Any, name: str) -> Any:
    return (row["document"] or {}).get("v") if name == "document.v" else row[name]


def compared(name: str, value: Any) -> Any:
    """Return what a value is compared by: JSON by its kind first."""
    if name != "document.v":
        return value
    if isinstance(value, bool):
        return (3, value, "")
    if isinstance(value, int | float):
        return (1, value, "")
    return (2, 0, value) if isinstance(value, str) else (4, 0, "")


def same(value: Any) -> Any:
    """Return something that equal values share, and true and 1 do not."""
    if isinstance(value, dict | list):
        return (type(value).__name__, repr(value).replace(".0", ""))
    return (isinstance(value, bool), value)


def in_order(rows: list[dict[str, Any]], order: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the rows as an ``order_by`` wants them; they come in the order of their keys."""
    for entry in reversed(order):
        name, direction = next((key, value) for key, value in entry.items() if key != "nulls")
        empty = [row for row in rows if value_of(row, name) is None]
        full = [row for row in rows if value_of(row, name) is not None]
        full.sort(key=lambda row: compared(name, value_of(row, name)), reverse=direction == "desc")
        rows = [*empty, *full] if entry.get("nulls") == "first" else [*full, *empty]
    return rows


def stored(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    Everything.objects.all().delete()
    Everything.objects.bulk_create(Everything(**row) for row in rows)
    keys = Everything.objects.order_by("pk").values_list("pk", flat=True)
    return [{**row, "id": key} for row, key in zip(rows, keys, strict=True)]


def pages(run: Any, **parameters: Any) -> Iterator[list[Any]]:
    page = run("EverythingListNode", parameters)
    yield list(page)
    while page["next"]:
        page = run("EverythingListNode", {**parameters, "after": page["next"]})
        yield list(page)


@examples
@given(rows=ROWS, order=ORDERS, limit=st.integers(1, 5))
def test_pages_by_any_order_visit_each_row_once_in_that_order(run: Any, rows: Any, order: Any, limit: int) -> None:
    expected = [row["id"] for row in in_order(stored(rows), order)]
    assert [row["id"] for row in run("EverythingListNode", {"order_by": order})] == expected
    found = list(pages(run, order_by=order, limit=limit, fields=["id"]))
    assert [row["id"] for page in found for row in page] == expected
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)


@examples
@given(rows=ROWS, order=ORDERS, limit=st.integers(1, 4), lost=st.sets(st.integers(0, 13)), came=ROWS)
def test_rows_that_stay_are_visited_once_whatever_comes_and_goes_between_pages(
    run: Any, rows: Any, order: Any, limit: int, lost: set[int], came: Any
) -> None:
    keys = [row["id"] for row in in_order(stored(rows), order)]
    page = run("EverythingListNode", {"order_by": order, "limit": limit})
    gone = {keys[place] for place in lost if place < len(keys)}
    Everything.objects.filter(pk__in=gone).delete()
    Everything.objects.bulk_create(Everything(**row) for row in came)
    later = []
    if page["next"]:
        later = [row["id"] for each in pages(run, order_by=order, limit=limit, after=page["next"]) for row in each]
    assert [key for key in later if key in keys] == [key for key in keys[limit:] if key not in gone]
    assert len(set(later)) == len(later)


@examples
@given(rows=ROWS, order=ORDERS, names=st.lists(st.sampled_from(ORDERED), min_size=1, max_size=2, unique=True), limit=st.integers(1, 4))
def test_distinct_gives_the_first_row_of_each_combination(run: Any, rows: Any, order: Any, names: list[str], limit: int) -> None:
    expected: dict[Any, int] = {}
    for row in in_order(stored(rows), order):
        expected.setdefault(tuple(same(value_of(row, name)) for name in names), row["id"])
    found = run("EverythingListNode", {"distinct": names, "order_by": order, "fields": ["id"]})
    assert [row["id"] for row in found] == list(expected.values())
    assert [row["id"] for page in pages(run, distinct=names, order_by=order, limit=limit) for row in page] == list(expected.values())
    combinations = run("EverythingListNode", {"distinct": True, "fields": names})
    assert {tuple(same(row[name]) for name in names) for row in combinations} == expected.keys()
    assert (combinations["count"], combinations["total"]) == (len(expected), len(expected))


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the metrics of a group."""
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    wholes = [row["whole"] for row in rows if row["whole"] is not None]
    texts = [row["text"] for row in rows if row["text"] is not None]
    numbers = [value for row in rows if type(value := value_of(row, "document.v")) in (int, float)]
    mean = (sum(amounts, Decimal(0)) / len(amounts)).quantize(Decimal("0.000001"), ROUND_HALF_UP) if amounts else None
    return {
        "n": len(rows),
        "sum": sum(amounts, Decimal(0)) if amounts else None,
        "mean": mean,
        "wholes": sum(wholes) if wholes else None,
        "average": sum(wholes) / len(wholes) if wholes else None,
        "least": min(texts, default=None),
        "latest": max((row["moment"] for row in rows if row["moment"]), default=None),
        "different": len(set(texts)),
        "numbers": sum(numbers) if numbers else None,
    }


METRICS = {
    "n": {"$count": "*"},
    "sum": {"$sum": "amount"},
    "mean": {"$avg": "amount"},
    "wholes": {"$sum": "whole"},
    "average": {"$avg": "whole"},
    "least": {"$min": "text"},
    "latest": {"$max": "moment"},
    "different": {"$count": {"distinct": "text"}},
    "numbers": {"$sum": "document.v"},
}


@examples
@given(rows=ROWS, names=st.lists(st.sampled_from(ORDERED), max_size=2, unique=True), direction=st.sampled_from(["asc", "desc"]))
def test_groups_and_their_metrics(run: Any, rows: Any, names: list[str], direction: str) -> None:
    groups: dict[Any, list[dict[str, Any]]] = {} if names else {(): []}
    for row in stored(rows):
        groups.setdefault(tuple(same(value_of(row, name)) for name in names), []).append(row)
    expected = {group: summed(members) for group, members in groups.items()}
    found = run("EverythingListNode", {"aggregate": {"group_by": names, "metrics": METRICS}, "order_by": [{"sum": direction}]})
    assert {tuple(same(row[name]) for name in names): {name: row[name] for name in METRICS} for row in found} == expected
    sums = sorted((each["sum"] for each in expected.values() if each["sum"] is not None), reverse=direction == "desc")
    assert [row["sum"] for row in found] == [*sums, *[None] * (len(expected) - len(sums))]
    assert found["total"] == len(expected)


@pytest.mark.parametrize("name", ORDERED)
def test_every_type_is_walked_in_both_directions(run: Any, name: str) -> None:
    rows = stored([{column: values[place % len(values)] for column, values in VALUES.items()} for place in range(30)])
    for direction in ("asc", "desc"):
        order = [{name: direction}]
        assert [row["id"] for page in pages(run, order_by=order, limit=4) for row in page] == [row["id"] for row in in_order(rows, order)]
