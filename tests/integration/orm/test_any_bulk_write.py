"""Writes of many rows do what writes of one row after the other do: same rows, defaults, versions, history and faults."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from tests.integration.orm.tables import Crate, Maker

pytestmark = pytest.mark.slow

Row = dict[str, Any]
Faults = dict[int, NodeError]

#: What the database or the clock gives, so that two runs differ in it.
GIVEN = {"id", "created_at", "changed_at"}
NAMES = [field.attname for field in Crate._meta.concrete_fields if field.attname not in GIVEN]
KEPT = [name for name in NAMES if name != "double"] + ["history_type", "history_user_id", "history_run", "history_node"]
CODES = ["A", "B", "C", "D", "E"]
#: The number of the seeded crate that no row of the data means.
TAKEN = 900
VALUES: dict[str, Any] = {
    "serial": st.sampled_from([None, TAKEN, "7x"]),
    "maker": st.sampled_from([None, "own", "own", "strange", "absent"]),
    "color": st.sampled_from(["red", "green", "green", "blue"]),
    "size": st.one_of(st.integers(-5, 5), st.sampled_from(["12", 3.5, None, 10**30])),
    "weight": st.sampled_from([0, 1.5, 2, -1.0, float("nan"), "2.5"]),
    "price": st.sampled_from([Decimal("12.5"), 3, 0.1, "7.25", 1.234, 10**9]),
    "flag": st.sampled_from([True, False, 1, "yes"]),
    "day": st.sampled_from([None, date(2026, 11, 24), "2026-11-24", "24.11."]),
    "moment": st.sampled_from([None, datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "2026-11-24T09:30:00+02:00", "soon"]),
    "clock": st.sampled_from([None, time(9, 30), "09:30"]),
    "lasting": st.sampled_from([None, timedelta(days=-1, seconds=2, microseconds=5), "1 day"]),
    "key": st.sampled_from([None, UUID(int=7), str(UUID(int=8)), "7"]),
    "raw": st.sampled_from([None, b"\0\xff", b""]),
    "names": st.sampled_from([[], ["a", "ä\\N\n"], [1], "a"]),
    "details": st.sampled_from([{}, {"a": [1, {"b": None}]}, [], {"a": float("inf")}]),
    "remark": st.sampled_from([None, "", "Größe\t😀", "a\0b", 7]),
    "tenant_id": st.sampled_from(["a", "a", "b"]),
}
rare = st.sampled_from(sorted(VALUES)).flatmap(lambda name: VALUES[name].map(lambda value: {name: value}))
some = st.lists(rare, max_size=4).map(lambda parts: {name: value for part in parts for name, value in part.items()})
codes = st.sampled_from([*CODES, "much too long"])


def coded(*, unique: bool) -> Any:
    """Give rows with codes, each of its own where a code tells which row is meant."""
    row = st.tuples(codes, some).map(lambda pair: {"code": pair[0], **pair[1]})
    return st.lists(row, min_size=1, max_size=6, unique_by=(lambda row: row["code"]) if unique else None)


@pytest.fixture
def makers(db: None) -> dict[Any, Any]:
    """Keys to point at: the tenant's own, another one's, and that of nothing."""
    own, strange = (Maker.objects.create(name=tenant, tenant_id=tenant).pk for tenant in "ab")
    return {None: None, "own": own, "strange": strange, "absent": strange + 1_000}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def table() -> tuple[Counter[str], Counter[str]]:
    """Return the rows and the states of the history, whatever their order."""
    return Counter(map(repr, Crate.all_objects.values_list(*NAMES))), Counter(map(repr, Crate.history.values_list(*KEPT)))


def one_by_one(rows: list[Row], write: Callable[[Row], Any]) -> Faults:
    """Write rows one after the other; one with a fault is left out."""
    faults: Faults = {}
    for number, row in enumerate(rows, 1):
        try:
            with transaction.atomic():
                write(row)
        except NodeError as fault:
            faults[number] = fault
    return faults


def seed(run: Any) -> list[Any]:
    """Hold crates A, B and C, one deleted, one of another tenant, and one with the number that is taken; return the keys of the first."""
    keys = [run("CrateCreateNode", {"code": code, "size": 3})["id"] for code in CODES[:3]]
    run("CrateDeleteNode", {"id": run("CrateCreateNode", {"code": "D"})["id"]})
    Crate.all_objects.create(code="E", tenant_id="b")
    run("CrateCreateNode", {"code": "T", "serial": TAKEN})
    return keys


def without(row: Row, name: str) -> Row:
    return {each: value for each, value in row.items() if each != name}


def pointing(rows: list[Row], makers: dict[Any, Any]) -> list[Row]:
    return [{**row, "maker": makers[row["maker"]]} if "maker" in row else row for row in rows]


def assert_same_faults(data: list[Row], errors: list[Row], faults: Faults) -> None:
    """Compare what a load tells of the rows that it left out with the faults of single writes.

    Of several faults in one row a single write may tell others, for it does not look on where a load does: rows that may have
    more than one, by their other columns or by a code that is wrong and another column, are compared by their numbers alone.
    """
    told: dict[int, list[Row]] = {}
    for each in errors:
        told.setdefault(each["row"], []).append(each)
    assert told.keys() == faults.keys(), (errors, faults)
    for number, found in told.items():
        row = data[number - 1]
        if len(row) > (2 if row.get("code") in CODES else 1):
            continue
        assert faults[number].code in {each["code"] for each in found}, (found, faults[number])
        sentences = [each["message"].removesuffix(" Leave one of them out.") for each in found]
        is_doubled = sentences[0].startswith("Rows ")
        assert is_doubled or all(sentence in str(faults[number]) for sentence in sentences), (sentences, faults[number])


def assert_named(message: str, faults: Faults) -> None:
    """Expect rows that are at fault to be named: the first of them, unless another is told before the database is asked for it."""
    named = {int(number) for number in re.findall(r"\bRows? (?:\d+ and )?(\d+)", message)}
    assert named
    assert named <= faults.keys()
    if all(fault.code != "integrity" for fault in faults.values()):
        assert min(faults) in named


bounded = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
)


@pytest.mark.parametrize(("many", "one"), [("CrateBulkCreateNode", "CrateCreateNode"), ("CrateBulkUpsertNode", "CrateUpsertNode")])
@pytest.mark.parametrize("size", [2, 10_000])
def test_many_rows_are_created_and_upserted_as_one_by_one(run: Any, makers: dict[Any, Any], many: str, one: str, size: int) -> None:
    matched = {"match_fields": ["code"]} if "Upsert" in many else {}

    @bounded
    @given(rows=coded(unique="Upsert" in many))
    def compare(rows: list[Row]) -> None:
        data = pointing(rows, makers)
        with undone():
            seed(run)
            with undone():
                faults = one_by_one(data, lambda row: run(one, {**row, **matched}))
                wanted = table()
            with undone():
                output = run(many, {"data": data, "on_error": "skip", "batch_size": size, "return_ids": True, **matched})
                assert table() == wanted
                assert len(set(output["ids"])) == output["count"] == len(data) - len(faults) - output["skipped"]
            assert_same_faults(data, output["errors"], faults)
            before = table()
            if faults:
                with pytest.raises(NodeError) as caught, transaction.atomic():
                    run(many, {"data": iter(data), "batch_size": size, **matched})
                assert_named(str(caught.value), faults)
                assert table() == before
            else:
                run(many, {"data": iter(data), "batch_size": size, **matched})
                assert table() == wanted

    compare()


@pytest.mark.parametrize("size", [2, 10_000])
def test_many_rows_are_updated_as_one_by_one(run: Any, makers: dict[Any, Any], size: int) -> None:
    row = st.tuples(st.integers(0, 3), some.filter(bool)).map(lambda pair: {"place": pair[0], **pair[1]})

    @bounded
    @given(rows=st.lists(row, min_size=1, max_size=4, unique_by=lambda each: each["place"]))
    def compare(rows: list[Row]) -> None:
        with undone():
            keys = [*seed(run), 10**6]
            data = [{"id": keys[each["place"]], **without(each, "place")} for each in pointing(rows, makers)]
            with undone():
                faults = one_by_one(data, lambda row: run("CrateUpdateNode", {"id": row["id"], "update": without(row, "id")}))
                wanted = table()
            before = table()
            if faults:
                with pytest.raises(NodeError) as caught, transaction.atomic():
                    run("CrateBulkUpdateNode", {"data": data, "batch_size": size})
                assert f"Row {min(faults)}:" in str(caught.value) or len(faults) > 1
                assert table() == before
            else:
                assert run("CrateBulkUpdateNode", {"data": data, "batch_size": size})["count"] == len(data)
                assert table() == wanted

    compare()
