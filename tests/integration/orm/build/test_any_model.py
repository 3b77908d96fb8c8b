"""Random models, with columns of every kind and a foreign key, hold, find, order and sum up random rows as plain Python does."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, Optional
from uuid import UUID

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app import DataFlow
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.build.shapes import shape
from tests.integration.orm.build.test_rules import run
from tests.integration.orm.oracle import Link, Table, World, found
from tests.integration.orm.test_filters_oracle import grouped, on_json, operations

pytestmark = pytest.mark.slow
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Kind:
    """One kind of column: its annotation, the values that its rows have, the operators that fit, and Django's field if it needs one."""

    annotation: Any
    values: list[Any]
    operators: tuple[str, ...]
    field: Any = None


ORDERED = ("equality", "order", "emptiness")
KINDS: dict[str, Kind] = {
    "text": Kind(str, ["", "a", "B", "ä", "aB%", "z\nb", "🙂"], (*ORDERED, "text")),
    "short": Kind(str, ["", "a", "äöü🙂"], (*ORDERED, "text"), lambda **null: models.CharField(max_length=4, **null)),
    "whole": Kind(int, [-1, 0, 7, 2**62, -(2**63)], ORDERED),
    "small": Kind(int, [-1, 0, 7], ORDERED, models.SmallIntegerField),
    "real": Kind(float, [-0.5, 0.0, 0.1, 1e300], ORDERED),
    "amount": Kind(
        Decimal,
        [Decimal("-1.50"), Decimal("0.00"), Decimal("0.10"), Decimal("123456.78")],
        ORDERED,
        lambda **null: models.DecimalField(max_digits=8, decimal_places=2, **null),
    ),
    "flag": Kind(bool, [True, False], ("equality", "emptiness")),
    "day": Kind(date, [date.min, date(2026, 1, 1), date.max], ORDERED),
    "moment": Kind(datetime, [datetime(1, 1, 1, tzinfo=UTC), NOON, NOON + timedelta(microseconds=1)], ORDERED),
    "clock": Kind(time, [time.min, time(9, 30), time.max], ORDERED),
    "lasting": Kind(timedelta, [timedelta(0), timedelta(days=2, microseconds=1), timedelta(days=-(10**6))], ORDERED),
    "key": Kind(UUID, [UUID(int=0), UUID(int=7), UUID(int=2**128 - 1)], ("equality", "emptiness")),
    "raw": Kind(bytes, [b"", b"\0\xff"], ("emptiness",)),
    "color": Kind(Literal["red", "green"], ["red", "green"], (*ORDERED, "text")),
    "document": Kind(dict, [{}, {"a": 1}, {"a": [1, None, {"b": "ä"}]}, {"a": {"b": 2.5}}, {"a": "a"}], ()),
    "names": Kind(list[str], [[], ["a"], ["a", "ä"]], ()),
}
JSON_KINDS = frozenset({"document", "names"})
#: Names that are words of SQL, of Django, of nodes, or not of ASCII.
NAMES = ["order", "select", "filter", "limit", "größe", "data", "type", "x", "user", "count"]
Model = dict[str, tuple[str, bool]]
MODELS = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.sampled_from(sorted(KINDS)), st.booleans()), min_size=1, max_size=6)


def rows_of(columns: Model) -> Any:
    values = {name: st.sampled_from([*([None] if null else []), *KINDS[kind].values]) for name, (kind, null) in columns.items()}
    return st.lists(st.fixed_dictionaries(values), max_size=6)


def conditions_on(columns: Model, prefix: str = "") -> list[Any]:
    """Return strategies of conditions, one a column; behind a foreign key a column may always be empty."""

    def on(name: str, kind: str) -> Any:
        path = st.just(f"{prefix}{name}")
        if kind in JSON_KINDS:
            return on_json(path, whole=True) | on_json(path.map(lambda each: f"{each}.a"), whole=False)
        values = st.sampled_from(KINDS[kind].values)
        plain = st.none() if kind == "raw" else st.none() | values
        return st.tuples(path, plain | operations(values, *KINDS[kind].operators)).map(lambda pair: {pair[0]: pair[1]})

    return [on(name, kind) for name, (kind, _) in columns.items()]


@st.composite
def worlds(draw: Any) -> Any:
    """Return two models, rows of them, the places that the one's rows point at in the other, and filters."""
    far, near = draw(MODELS), draw(MODELS)
    far_rows, near_rows = draw(rows_of(far)), draw(rows_of(near))
    places = draw(st.lists(st.none() | st.integers(0, 5), min_size=len(near_rows), max_size=len(near_rows)))
    conditions = st.one_of([*conditions_on(near), *conditions_on(far, "link.")])
    return far, near, far_rows, near_rows, places, draw(st.lists(grouped(conditions), min_size=1, max_size=8))


def built(dataflow: DataFlow, name: str, columns: Model, **more: Any) -> Any:
    annotations = {column: Optional[KINDS[kind].annotation] if null else KINDS[kind].annotation for column, (kind, null) in columns.items()}  # noqa: UP045 - for types that are values
    fields = {
        column: KINDS[kind].field(**({"null": True} if null else {})) if KINDS[kind].field else None
        for column, (kind, null) in columns.items()
        if KINDS[kind].field or null
    }
    links = {each: Optional[model] for each, model in more.items()}  # noqa: UP045 - likewise
    return shape(dataflow, {**annotations, **links}, name, **fields, **dict.fromkeys(more))


def loaded(dataflow: DataFlow, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Load the rows and return what was stored: what was given, and an id."""
    ids = run(dataflow, f"{name}BulkCreateNode", data=rows, return_ids=True)["ids"]
    there = [{**row, "id": key} for row, key in zip(rows, ids, strict=True)]
    given = [dict(row) for row in run(dataflow, f"{name}ListNode", order_by=["id"])["records"]]
    assert given == there
    return there


@EXAMPLES
@given(drawn=worlds())
def test_any_rows_of_any_models_are_found_ordered_and_summed_up_as_plain_python_does(db: None, drawn: Any) -> None:
    far, near, far_rows, near_rows, places, filters = drawn
    with transaction.atomic(), DataFlow() as dataflow:
        model = built(dataflow, "Far", far)
        built(dataflow, "Near", near, link=model)
        dataflow.migrate()
        far_there = loaded(dataflow, "Far", far_rows)
        keys = [far_there[place]["id"] if place is not None and place < len(far_there) else None for place in places]
        there = loaded(dataflow, "Near", [{**row, "link_id": key} for row, key in zip(near_rows, keys, strict=True)])
        world = {
            "far": Table(far_there, json=json_of(far)),
            "near": Table(there, json=json_of(near), links={"link": Link("far", "link_id", "id")}),
        }
        check_filters(dataflow, world, filters)
        for name, (kind, _) in near.items():
            check_shapes(dataflow, there, name, kind)
        transaction.set_rollback(True)


def json_of(columns: Model) -> frozenset[str]:
    return frozenset(name for name, (kind, _) in columns.items() if kind in JSON_KINDS)


def check_filters(dataflow: DataFlow, world: World, filters: list[Any]) -> None:
    bound = next(each for each in dataflow.models if each.name == "Near")
    for wanted in filters:
        page = list_rows(bound, Scope(), Listing(wanted=wanted, fields=["id"], order_by=["id"]))
        assert [row["id"] for row in page.rows] == [row["id"] for row in found(world, "near", wanted)], wanted


def check_shapes(dataflow: DataFlow, rows: list[dict[str, Any]], name: str, kind: str) -> None:
    """Order by a column and group by it, and sum it up, and compare with plain Python; bytes and whole documents have no order."""
    if "order" in KINDS[kind].operators:
        full = sorted((row for row in rows if row[name] is not None), key=lambda row: row[name], reverse=True)
        ids = [row["id"] for row in [*full, *(row for row in rows if row[name] is None)]]
        assert [row["id"] for row in run(dataflow, "NearListNode", order_by=[f"-{name}"])["records"]] == ids
    metrics: dict[str, Any] = {"n": {"$count": "*"}, "there": {"$count": name}}
    values = [row[name] for row in rows if row[name] is not None]
    expected: dict[str, Any] = {"n": len(rows), "there": len(values)}
    if "order" in KINDS[kind].operators:
        metrics |= {"least": {"$min": name}, "most": {"$max": name}}
        expected |= {"least": min(values, default=None), "most": max(values, default=None)}
    if kind in ("small", "amount", "lasting"):
        metrics["sum"], expected["sum"] = {"$sum": name}, sum(values, type(values[0])(0)) if values else None
    (found_metrics,) = run(dataflow, "NearListNode", aggregate={"metrics": metrics})["records"]
    assert dict(found_metrics) == expected
    if kind not in ("raw", *JSON_KINDS):
        groups: dict[Any, int] = defaultdict(int)
        for row in rows:
            groups[row[name]] += 1
        grouping = run(dataflow, "NearListNode", aggregate={"group_by": [name], "metrics": {"how_many": {"$count": "*"}}})["records"]
        assert {row[name]: row["how_many"] for row in grouping} == groups
