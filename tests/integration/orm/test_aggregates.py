"""Groups of rows, and sums and averages that are the same to the digit on both databases."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models
from pytest_django.plugin import DjangoDbBlocker

from dataflow_app.dataflow import DataFlow
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.runtime.local import LocalRuntime
from tests.integration.orm.tables import Everything, Gadget


@pytest.fixture
def gadgets(run: Any) -> None:
    """Five gadgets of two makers and of nobody."""
    keys = {name: run("MakerCreateNode", {"name": name})["id"] for name in ("Bolt", "Arc")}
    rows = (
        ("1", "Bolt", "red", "0.10"),
        ("2", "Arc", "red", "0.20"),
        ("3", "Bolt", "green", "0.30"),
        ("4", "", "green", "10.00"),
        ("5", "", "red", "0.01"),
    )
    for code, maker, color, price in rows:
        run("GadgetCreateNode", {"code": code, "name": "n", "color": color, "price": price, "maker": keys.get(maker), "size": int(code)})


def groups(run: Any, node: str, aggregate: Any, **others: Any) -> list[dict[str, Any]]:
    found = run(node, {"aggregate": aggregate, **others})
    return [dict(row) for row in found]


def test_metrics_of_groups_are_exact(run: Any, gadgets: None) -> None:
    metrics = {
        "n": {"$count": "*"},
        "sum": {"$sum": "price"},
        "mean": {"$avg": "price"},
        "least": {"$min": "price"},
        "most": {"$max": "code"},
        "size": {"$avg": "size"},
    }
    found = run("GadgetListNode", {"aggregate": {"group_by": ["color"], "metrics": metrics}, "order_by": ["-n"]})
    assert found["records"] == [
        {"color": "red", "n": 3, "sum": Decimal("0.31"), "mean": Decimal("0.103333"), "least": Decimal("0.01"), "most": "5", "size": 8 / 3},
        {
            "color": "green",
            "n": 2,
            "sum": Decimal("10.30"),
            "mean": Decimal("5.150000"),
            "least": Decimal("0.30"),
            "most": "4",
            "size": 3.5,
        },
    ]
    assert [str(row["mean"]) for row in found] == ["0.103333", "5.150000"]
    assert (found["count"], found["total"], found["next"]) == (2, 2, None)


def test_groups_across_foreign_keys_put_empty_ones_last(run: Any, gadgets: None) -> None:
    aggregate = {"group_by": ["maker.name"], "metrics": {"n": {"$count": "*"}, "named": {"$count": "maker"}}}
    assert groups(run, "GadgetListNode", aggregate) == [
        {"maker.name": "Arc", "n": 1, "named": 1},
        {"maker.name": "Bolt", "n": 2, "named": 2},
        {"maker.name": None, "n": 2, "named": 0},
    ]
    first = groups(run, "GadgetListNode", aggregate, order_by=[{"maker.name": "desc", "nulls": "first"}], limit=2)
    assert [row["maker.name"] for row in first] == [None, "Bolt"]
    found = run("GadgetListNode", {"aggregate": aggregate, "order_by": ["n"], "limit": 1, "offset": 1})
    assert ([row["maker.name"] for row in found], found["total"]) == (["Bolt"], 3)


def test_having_chooses_among_groups(run: Any, gadgets: None) -> None:
    def colors(having: Any) -> list[str]:
        metrics = {"n": {"$count": "*"}, "sum": {"$sum": "price"}, "mean": {"$avg": "price"}, "top": {"$max": "code"}}
        return [row["color"] for row in groups(run, "GadgetListNode", {"group_by": ["color"], "metrics": metrics, "having": having})]

    assert colors({"n": {"$gt": 2}}) == ["red"]
    assert colors({"n": 2}) == ["green"]
    assert colors({"sum": {"$gte": 0.31, "$lt": "10.3"}}) == ["red"]
    assert colors({"sum": {"$gte": "0.310001"}}) == ["green"]
    assert colors({"mean": {"$eq": "0.103333"}}) == ["red"]
    assert colors({"n": {"$lte": 2.5}, "top": {"$ne": "5"}}) == ["green"]
    assert colors({"top": {"$gt": "4"}}) == ["red"]
    assert colors({"top": None}) == []


def test_without_groups_there_is_one_row_even_of_nothing(run: Any) -> None:
    metrics = {
        "n": {"$count": "*"},
        "sum": {"$sum": "price"},
        "mean": {"$avg": "price"},
        "size": {"$avg": "size"},
        "most": {"$max": "name"},
    }
    assert groups(run, "GadgetListNode", {"metrics": metrics}) == [{"n": 0, "sum": None, "mean": None, "size": None, "most": None}]
    assert groups(run, "GadgetListNode", {"group_by": ["color"], "metrics": metrics}) == []
    run("GadgetCreateNode", {"code": "1", "name": "x", "price": "2.00", "size": 3})
    assert groups(run, "GadgetListNode", {"metrics": metrics}) == [
        {"n": 1, "sum": Decimal("2.00"), "mean": Decimal("2.000000"), "size": 3.0, "most": "x"}
    ]


def test_averages_are_rounded_half_away_from_zero(run: Any) -> None:
    for amount in ("0.01", *["0.00"] * 7, "-0.01", *["0.00"] * 7):
        Everything.objects.create(amount=Decimal(amount), text="+" if amount[0] != "-" and Everything.objects.count() < 8 else "-")
    found = groups(run, "EverythingListNode", {"group_by": ["text"], "metrics": {"mean": {"$avg": "amount"}}}, order_by=["-mean"])
    assert [str(row["mean"]) for row in found] == ["0.001250", "-0.001250"]
    Everything.objects.all().delete()
    for amount, times in (("0.01", 1), ("0.00", 31)):
        Everything.objects.bulk_create(Everything(amount=Decimal(amount)) for _ in range(times))
    assert str(groups(run, "EverythingListNode", {"metrics": {"mean": {"$avg": "amount"}}})[0]["mean"]) == "0.000313"  # 0.0003125
    Everything.objects.filter(amount="0.01").update(amount=Decimal("-0.01"))
    assert str(groups(run, "EverythingListNode", {"metrics": {"mean": {"$avg": "amount"}}})[0]["mean"]) == "-0.000313"


def test_sums_of_cents_that_floats_would_lose(run: Any) -> None:
    Everything.objects.bulk_create(Everything(amount=Decimal("123456.78")) for _ in range(999))
    Everything.objects.create(amount=Decimal("0.01"))
    assert groups(run, "EverythingListNode", {"metrics": {"sum": {"$sum": "amount"}}}) == [{"sum": Decimal("123333323.23")}]


def test_counts_of_values_and_of_different_values_leave_empty_ones_out(run: Any) -> None:
    for text, document in (("a", {"v": 1}), ("a", {"v": 1.0}), (None, {"v": None}), ("b", {}), ("b", None)):
        Everything.objects.create(text=text, document=document)
    metrics = {
        "rows": {"$count": "*"},
        "texts": {"$count": "text"},
        "different": {"$count": {"distinct": "text"}},
        "values": {"$count": "document.v"},
        "different_values": {"$count": {"distinct": "document.v"}},
    }
    assert groups(run, "EverythingListNode", {"metrics": metrics}) == [
        {"rows": 5, "texts": 4, "different": 2, "values": 2, "different_values": 1}
    ]


def test_numbers_in_json_are_added_and_other_values_left_out(run: Any) -> None:
    for value in (1, 2.5, "7", True, None, [3], 4):
        Everything.objects.create(document={"v": value})
    metrics = {name: {f"${name}": "document.v"} for name in ("sum", "avg", "min", "max")}
    assert groups(run, "EverythingListNode", {"metrics": metrics}) == [{"sum": 7.5, "avg": 2.5, "min": 1, "max": 4}]


def test_metrics_of_dates_times_floats_and_durations(run: Any) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for days in range(3):
        Everything.objects.create(
            day=date(2026, 1, 1 + days), moment=noon + timedelta(days=days), real=0.5, lasting=timedelta(hours=days), whole=2**40
        )
    metrics = {
        "first": {"$min": "day"},
        "last": {"$max": "moment"},
        "real": {"$sum": "real"},
        "lasting": {"$sum": "lasting"},
        "whole": {"$sum": "whole"},
        "mean": {"$avg": "whole"},
        "half": {"$avg": "real"},
        "long": {"$avg": "lasting"},
    }
    assert groups(run, "EverythingListNode", {"metrics": metrics}) == [
        {
            "first": date(2026, 1, 1),
            "last": noon + timedelta(days=2),
            "real": 1.5,
            "lasting": timedelta(hours=3),
            "whole": 3 * 2**40,
            "mean": float(2**40),
            "half": 0.5,
            "long": timedelta(hours=1),
        }
    ]


def test_dates_are_grouped_by_units(run: Any) -> None:
    for moment in (
        datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
        datetime(2026, 2, 1, tzinfo=UTC),
        datetime(2026, 2, 15, 8, 59, tzinfo=UTC),
        None,
    ):
        Everything.objects.create(moment=moment, day=moment and moment.date())

    def counted(unit: str, field: str) -> list[Any]:
        found = groups(run, "EverythingListNode", {"group_by": [{unit: field}], "metrics": {"n": {"$count": "*"}}})
        return [(row[f"{field}_{unit[1:]}"], row["n"]) for row in found]

    assert counted("$month", "moment") == [(date(2026, 1, 1), 1), (date(2026, 2, 1), 2), (None, 1)]
    assert counted("$quarter", "day") == [(date(2026, 1, 1), 3), (None, 1)]
    assert counted("$week", "day") == [(date(2026, 1, 26), 2), (date(2026, 2, 9), 1), (None, 1)]
    assert counted("$hour", "moment")[0] == (datetime(2026, 1, 31, 23, tzinfo=UTC), 1)


def test_an_aggregate_sees_the_own_tenant_and_living_rows_only(run: Any, gadgets: None) -> None:
    Gadget.objects.create(code="x", name="n", tenant_id="b")
    run("GadgetDeleteNode", {"filter": {"code": "5"}})
    count = {"metrics": {"n": {"$count": "*"}}}
    assert groups(run, "GadgetListNode", count) == [{"n": 4}]
    assert groups(run, "GadgetListNode", count, include_deleted=True) == [{"n": 5}]
    assert groups(run, "GadgetListNode", count, filter={"color": "red"}) == [{"n": 2}]


@pytest.mark.parametrize(
    ("aggregate", "sentence"),
    [
        ([], "aggregate wants an object of group_by and metrics, and a list was given."),
        ({}, "aggregate says neither how to group nor what to compute. Give group_by, metrics or both."),
        ({"groupby": ["size"]}, "aggregate has no 'groupby'. Did you mean 'group_by'?"),
        ({"group_by": ["colr"]}, "Gadget has no field 'colr'. Did you mean 'color'?"),
        ({"group_by": [{"$mont": "created_at"}]}, "group_by has an entry that cannot be read. Did you mean '$month'?"),
        ({"group_by": [{"$month": "size"}]}, "$month wants a date, and Gadget.size holds none."),
        ({"metrics": {"n": {"$cnt": "*"}}}, "The metric 'n' has the unknown operator '$cnt'."),
        ({"metrics": {"n": {"$sum": "name"}}}, "$sum of 'n' wants numbers, which Gadget.name does not hold."),
        ({"metrics": {"n": {"$sum": "*"}}}, "Gadget has no field '*'."),
        ({"metrics": {"n": "size"}}, "The metric 'n' wants one operator and a field, and text 'size' was given."),
        ({"metrics": {"n": {"$count": {"different": "size"}}}}, "$count of 'n' cannot be read."),
        ({"group_by": ["size"], "metrics": {"size": {"$sum": "size"}}}, "A metric and a group are both called 'size'."),
        ({"metrics": {"n": {"$count": "*"}}, "having": {"n": 1}}, "having chooses among groups, and there is no group_by."),
        ({"group_by": ["size"], "metrics": {"n": {"$count": "*"}}, "having": {"m": 1}}, "having names 'm', which is no metric."),
        (
            {"group_by": ["size"], "metrics": {"n": {"$count": "*"}}, "having": {"n": {"$more": 1}}},
            "having on 'n' has the unknown operator '$more'.",
        ),
        ({"group_by": ["size"], "metrics": {"n": {"$count": "*"}}, "having": {"n": {"$gt": "many"}}}, "having on 'n' wants a number"),
    ],
)
def test_an_aggregate_refuses_by_name_what_it_cannot_do(refused: Any, aggregate: Any, sentence: str) -> None:
    fault = refused("GadgetListNode", {"aggregate": aggregate})
    assert sentence in str(fault)
    assert fault.port == "aggregate"


def test_groups_are_ordered_by_groups_and_metrics_only(refused: Any) -> None:
    fault = refused("GadgetListNode", {"aggregate": {"group_by": ["size"], "metrics": {"n": {"$count": "*"}}}, "order_by": ["name"]})
    assert str(fault).startswith("order_by names 'name', which is neither a group nor a metric.")


def test_names_of_metrics_change_nothing(run: Any, gadgets: None) -> None:
    name = "n\"; DROP TABLE x; -- %s 'a'"
    assert groups(run, "GadgetListNode", {"metrics": {name: {"$count": "*"}}}) == [{name: 5}]


def test_sums_of_keys_are_whole_numbers(run: Any, gadgets: None) -> None:
    metrics = {"keys": {"$sum": "id"}, "makers": {"$sum": "maker"}}
    (found,) = groups(run, "GadgetListNode", {"metrics": metrics})
    rows = list(Gadget.objects.values_list("id", "maker_id"))
    assert found == {"keys": sum(key for key, _ in rows), "makers": sum(maker or 0 for _, maker in rows)}
    assert [type(each) for each in found.values()] == [int, int]


def test_decimals_across_foreign_keys_have_the_places_of_their_column(run: Any, gadgets: None) -> None:
    key = run("GadgetListNode", {"filter": {"code": "4"}})["records"][0]["id"]
    run("PartCreateNode", {"gadget": key, "label": "p"})
    (group,) = groups(run, "PartListNode", {"group_by": ["gadget.price"]})
    assert str(group["gadget.price"]) == "10.00"
    assert str(run("PartListNode", {"fields": ["gadget.price"]})["records"][0]["gadget.price"]) == "10.00"


def test_averages_of_large_decimals_are_exact(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), DataFlow(":memory:") as shop:

        @shop.model
        class Payment:
            sum: Decimal = models.DecimalField(max_digits=15, decimal_places=2)  # type: ignore[assignment]

        data = [{"sum": f"-8999999999999.{cents}"} for cents in (99, 99, 97)]
        asked = {"metrics": {"mean": {"$avg": "sum"}, "all": {"$sum": "sum"}}}
        runtime = LocalRuntime(dataflow=shop)
        runtime.execute(WorkflowBuilder().add_node("PaymentBulkCreateNode", "pay", {"data": data}))
        (found,) = runtime.execute(WorkflowBuilder().add_node("PaymentListNode", "it", {"aggregate": asked}))[0]["it"]["records"]
    assert dict(found) == {"mean": Decimal("-8999999999999.983333"), "all": Decimal("-26999999999999.95")}


def test_whole_numbers_of_more_than_64_bits_are_exact_or_refused_with_a_sentence(run: Any, refused: Any) -> None:
    Everything.objects.bulk_create([Everything(whole=2**63 - 1), Everything(whole=2**63 - 1)])
    asked = {"aggregate": {"metrics": {"sum": {"$sum": "whole"}}}}
    if connection.vendor == "postgresql":
        assert dict(run("EverythingListNode", asked)["records"][0]) == {"sum": 2**64 - 2}
    else:
        assert (
            refused("EverythingListNode", asked).message == "Numbers of Everything add up to more than 64 bits, which SQLite cannot hold."
        )


def test_having_compares_with_numbers_of_any_size(run: Any, gadgets: None) -> None:
    metrics = {"n": {"$count": "*"}, "sum": {"$sum": "size"}}
    for having in ({"n": {"$lt": 10**30}}, {"sum": {"$gt": -(10**400)}}, {"sum": {"$ne": 2**63}}):
        assert len(groups(run, "GadgetListNode", {"group_by": ["color"], "metrics": metrics, "having": having})) == 2


def test_averages_of_very_large_floats(run: Any) -> None:
    Everything.objects.bulk_create([Everything(real=1e300), Everything(real=3e300)])
    assert groups(run, "EverythingListNode", {"metrics": {"mean": {"$avg": "real"}}}) == [{"mean": 2e300}]
