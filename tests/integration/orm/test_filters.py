"""Filters against a plain Python reading of them, on rows with every kind of value."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from dataflow_app.orm.rows.list import Listing, count_rows, list_rows
from dataflow_app.scope import Scope

OWNER = Scope()
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
VALUES: dict[str, list[Any]] = {
    "text": [None, "", "a", "A", "ab", "aB%", "a_b", "ä", "z\nb", "🙂", "[x]", "a*b", "back\\slash"],
    "whole": [None, -1, 0, 1, 7, 2**62],
    "real": [None, -0.5, 0.0, 0.1, 99.99, 1e300],
    "amount": [None, Decimal("-1.50"), Decimal("0.00"), Decimal("0.10"), Decimal("99.99"), Decimal("123456.78")],
    "flag": [None, True, False],
    "day": [None, date(2026, 1, 1), date(2026, 12, 31)],
    "moment": [None, NOON, NOON + timedelta(microseconds=1)],
    "document": [None, {}, {"a": 1, "b": [True, None]}, {"b": [True, None], "a": 1.0}, {"a": True}, {"$gt": 1, "x": 2}],
}
ORDERED = ("text", "whole", "real", "amount", "day", "moment")


def rows() -> list[dict[str, Any]]:
    """Return 39 rows in which every value occurs, mixed in the same way each time."""
    columns = {}
    for name, values in VALUES.items():
        columns[name] = [values[place % len(values)] for place in range(39)]
        Random(name).shuffle(columns[name])  # noqa: S311 - the same mixture each time is what is wanted
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def compare(value: Any, operator: str, wanted: Any) -> bool:
    if value is None:
        return False
    results = {"$gt": value > wanted, "$gte": value >= wanted, "$lt": value < wanted, "$lte": value <= wanted}
    return bool(results[operator])


def same(value: Any, wanted: Any) -> bool:
    if isinstance(value, bool) != isinstance(wanted, bool):
        return False
    if isinstance(value, dict) and isinstance(wanted, dict):
        return value.keys() == wanted.keys() and all(same(value[key], wanted[key]) for key in value)
    if isinstance(value, list) and isinstance(wanted, list):
        return len(value) == len(wanted) and all(map(same, value, wanted))
    return bool(value == wanted)


def like(value: Any, pattern: str) -> bool:
    parts = re.findall(r"\\.|[^\\]", pattern, re.DOTALL)
    signs = [{"%": ".*", "_": "."}.get(part, re.escape(part[-1])) for part in parts]
    return value is not None and re.fullmatch("".join(signs), value, re.DOTALL) is not None


def operates(value: Any, operator: str, wanted: Any) -> bool:
    if operator == "$not":
        return not all(operates(value, inner, item) for inner, item in wanted.items())
    if operator in ("$eq", "$ne"):
        return same(value, wanted) == (operator == "$eq")
    if operator in ("$in", "$nin"):
        return any(same(value, each) for each in wanted) == (operator == "$in")
    if operator == "$like":
        return like(value, wanted)
    if operator == "$regex":
        return value is not None and re.search(wanted, value, re.DOTALL) is not None
    return compare(value, operator, wanted)


def holds(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(entry(row, key, value) for key, value in wanted.items())


def entry(row: dict[str, Any], key: str, value: Any) -> bool:
    if key == "$and":
        return all(holds(row, part) for part in value)
    if key == "$or":
        return any(holds(row, part) for part in value)
    if key == "$not":
        return not holds(row, value)
    if isinstance(value, dict) and value and all(operator.startswith("$") for operator in value):
        return all(operates(row[key], operator, item) for operator, item in value.items())
    return same(row[key], value)


def conditions() -> Any:
    """Return a strategy of conditions on one column, with values from the rows and beside them."""

    def of_column(name: str) -> Any:
        value = st.sampled_from(VALUES[name])
        present = st.sampled_from([each for each in VALUES[name] if each is not None])
        tests = [
            st.fixed_dictionaries({"$eq": value}),
            st.fixed_dictionaries({"$ne": value}),
            st.fixed_dictionaries({"$in": st.lists(value, max_size=3)}),
            st.fixed_dictionaries({"$nin": st.lists(value, max_size=3)}),
        ]
        if name in ORDERED:
            tests += [st.fixed_dictionaries({operator: present}) for operator in ("$gt", "$gte", "$lt", "$lte")]
        if name == "amount":
            finer = st.sampled_from([Decimal("0.095"), Decimal("-1.501"), Decimal("99.995"), Decimal("1e12"), Decimal("-1e12")])
            tests += [st.fixed_dictionaries({operator: finer}) for operator in ("$gt", "$gte", "$lt", "$lte", "$eq", "$ne")]
        if name == "text":
            tests.append(
                st.fixed_dictionaries({"$like": st.sampled_from(["a%", "%b", "_", "a\\_b", "%\\%", "A", "", "%", "[x]", "%*b", "%\\\\%"])})
            )
            tests.append(
                st.fixed_dictionaries({"$regex": st.sampled_from(["^a", "b$", "a.b", "[A-Z]", r"\bb", "^$", "(?i)^A", "z.b", r"a\*b"])})
            )
        test = st.one_of(*tests)
        plain = st.sampled_from([each for each in VALUES[name] if name != "document" or each is None or "$gt" not in each])
        return st.tuples(st.just(name), st.one_of(plain, test, st.fixed_dictionaries({"$not": test}))).map(lambda pair: {pair[0]: pair[1]})

    return st.sampled_from(list(VALUES)).flatmap(of_column)


FILTERS = st.recursive(
    conditions(),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"$and": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"$or": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"$not": inner}),
        st.tuples(inner, inner).map(lambda pair: {**pair[0], **pair[1]}),
    ),
    max_leaves=6,
)


@pytest.fixture
def stored(run: Any) -> list[dict[str, Any]]:
    given_rows = rows()
    ids = run("EverythingBulkCreateNode", {"data": given_rows, "return_ids": True})["ids"]
    return [{**row, "id": key} for row, key in zip(given_rows, ids, strict=True)]


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS)
def test_a_filter_finds_the_rows_that_its_plain_reading_finds(stored: Any, bound: Any, wanted: dict[str, Any]) -> None:
    page = list_rows(bound("Everything"), OWNER, Listing(wanted=wanted, fields=["id"]))
    assert [row["id"] for row in page.rows] == [row["id"] for row in stored if holds(row, wanted)]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 39),
        ({"$or": []}, 0),
        ({"$and": []}, 39),
        ({"$not": {}}, 0),
        ({"text": {"$in": []}}, 0),
        ({"text": {"$nin": []}}, 39),
        ({"text": {"$in": [None]}}, 3),
        ({"flag": {"$ne": True}}, 26),
        ({"document": {}}, 7),
    ],
)
def test_edges(stored: Any, bound: Any, wanted: Any, count: int) -> None:
    assert count_rows(bound("Everything"), OWNER, wanted) == count


@pytest.mark.parametrize(
    ("wanted", "code", "sentence"),
    [
        ({"txt": 1}, "unknown_field", "Everything has no field 'txt' to filter by. Did you mean 'text'?"),
        ({"whole__gte": 1}, "unknown_field", 'Everything has no field \'whole__gte\'. Write {"whole": {"$gte": …}} for a comparison.'),
        (
            {"text__icontains": 1},
            "unknown_field",
            'Everything has no field \'text__icontains\'. Write {"text": {"$icontains": …}} for a comparison.',
        ),
        ({"document__a": 1}, "unknown_field", "Everything has no field 'document__a'. Did you mean 'document.a'?"),
        ({"text": {"$beginsWith": "a"}}, "unknown_operator", "Everything.text has no operator '$beginsWith'. Did you mean '$startswith'?"),
        ({'1=1) OR ("id"': 1}, "unknown_field", "Everything has no field '1=1) OR (\"id\"' to filter by."),
        ({"whole": {"gte": 1}}, "unknown_operator", "Everything.whole has no operator 'gte'. Did you mean '$gte'?"),
        ({"whole": {"$gtr": 1}}, "unknown_operator", "Everything.whole has no operator '$gtr'. Did you mean '$gt'?"),
        ({"$xor": []}, "unknown_operator", "A filter has no operator '$xor' here. Did you mean '$or'?"),
        ({"$gt": 1}, "unknown_operator", 'A filter has no operator \'$gt\' here. It belongs to a field: {"name": {"$gt": …}}.'),
        (
            {"whole": [1, 2]},
            "invalid_parameter",
            'Everything.whole is compared with a list. Write {"whole": {"$in": […]}} to find any of its values.',
        ),
        ({"whole": {"$in": 1}}, "invalid_parameter", '$in on Everything.whole wants a list. Write {"whole": {"$in": […]}}.'),
        ({"whole": {}}, "invalid_parameter", "Everything.whole is compared with an empty object. Name an operator, such as $gt."),
        ({"whole": "many"}, "invalid_parameter", "Everything.whole wants a whole number, and text 'many' was given."),
        ({"whole": {"$gt": None}}, "invalid_parameter", "$gt on Everything.whole has nothing to compare with. Use $ne null instead."),
        (
            {"whole": {"$like": "1%"}},
            "invalid_parameter",
            "$like finds text, and Everything.whole holds none. Use $eq, $in or a comparison.",
        ),
        (
            {"text": {"$like": "a\\"}},
            "invalid_parameter",
            "The pattern 'a\\\\' ends in a backslash that escapes nothing. Write two backslashes.",
        ),
        ({"text": {"$regex": "("}}, "invalid_parameter", "The $regex pattern '(' cannot be used: it is no regular expression"),
        ({"text": {"$not": "a"}}, "invalid_parameter", "$not on Everything.text wants an operator. For a plain value use $ne."),
        ({"flag": {"$gt": False}}, "invalid_parameter", "Everything.flag has no order, so $gt cannot compare it. Use $eq or $in."),
        ({"$or": {"whole": 1}}, "invalid_parameter", '$or wants a list of filters. Write {"$or": [{…}, {…}]}.'),
        ([], "invalid_parameter", 'A filter is an object, such as {"category": "tools"}.'),
        ({"text": "a\0"}, "invalid_parameter", "Everything.text holds a NUL character"),
    ],
)
def test_what_is_no_filter_is_refused_with_a_suggestion(bound: Any, db: None, wanted: Any, code: str, sentence: str) -> None:
    with pytest.raises(NodeError) as caught:
        count_rows(bound("Everything"), OWNER, wanted)
    assert caught.value.code == code
    assert str(caught.value).startswith(sentence)


def test_a_filter_may_not_nest_or_grow_without_end(bound: Any, db: None) -> None:
    deep: dict[str, Any] = {"whole": 1}
    for _ in range(30):
        deep = {"$not": deep}
    for wanted, sentence in ((deep, "nests more than 20 deep"), ({"$or": [{"whole": n} for n in range(501)]}, "more than 500 conditions")):
        with pytest.raises(NodeError, match=sentence):
            count_rows(bound("Everything"), OWNER, wanted)
    assert count_rows(bound("Everything"), OWNER, {"$or": [{"whole": n} for n in range(500)]}) == 0
    for name in ("whole", "document", "document.a", "real", "text"):
        assert count_rows(bound("Everything"), OWNER, {name: {"$in": list(range(10_000))}}) == 0
        with pytest.raises(NodeError, match="takes 10,000 values at most"):
            count_rows(bound("Everything"), OWNER, {name: {"$in": list(range(10_001))}})
    many = {"$or": [{"whole": {"$in": list(range(9_000))}} for _ in range(4)]}
    with pytest.raises(NodeError, match="more than 30,000 values in its lists"):
        count_rows(bound("Everything"), OWNER, many)


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ([2, 3], ["2", "3"]),
        ([None, 2], ["1", "2"]),
        ({"min": 3}, ["3", "4"]),
        ({"max": "1.005"}, ["1"]),
        (None, ["1", "2", "3", "4"]),
        ([None, None], ["1", "2", "3", "4"]),
    ],
)
def test_a_named_range_limits_its_column(run: Any, wanted: Any, codes: list[str]) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": str(n), "name": "n", "price": n} for n in range(1, 5)]})
    assert [row["code"] for row in run("GadgetListNode", {"filter": {"price_range": wanted}})] == codes
    inverse = run("GadgetListNode", {"filter": {"$not": {"price_range": wanted}}})
    assert [row["code"] for row in inverse] == [code for code in "1234" if code not in codes]


@pytest.mark.parametrize("wanted", [5, [1], {"low": 1}, ["a", None]])
def test_a_named_range_refuses_what_is_none(refused: Any, wanted: Any) -> None:
    assert refused("GadgetListNode", {"filter": {"price_range": wanted}}).code == "invalid_parameter"


@pytest.mark.parametrize("column", ["id", "whole", "small"])
def test_numbers_that_no_column_holds_are_compared_like_others(run: Any, column: str) -> None:
    key = run("EverythingCreateNode", {"whole": 1, "small": 1})["id"]
    value = key if column == "id" else 1
    for wanted, count in (
        ({"$in": [2**63, value, -(10**30)]}, 1),
        ({"$nin": [2**63]}, 1),
        (2**63, 0),
        ({"$lt": 2**63}, 1),
        ({"$ne": 10**40}, 1),
    ):
        assert run("EverythingCountNode", {"filter": {column: wanted}}) == {"count": count}
