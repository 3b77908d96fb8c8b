"""Operators on columns of numbers, texts, dates and times."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.integration.orm.updates.shelves import shelves

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "update", "after"),
    [
        ({"stock": 5}, {"stock": {"$inc": -2}}, {"stock": 3}),
        ({"stock": 5}, {"$inc": {"stock": 2.0}}, {"stock": 7}),
        ({"stock": 5}, {"$mul": {"stock": 3}}, {"stock": 15}),
        ({"stock": 5}, {"$mul": {"stock": "-1"}}, {"stock": -5}),
        ({"small": None}, {"$inc": {"small": 4}}, {"small": 4}),
        ({"small": None}, {"$mul": {"small": 4}}, {"small": 0}),
        ({"price": "0.10"}, {"$inc": {"price": 0.2}}, {"price": Decimal("0.30")}),
        ({"price": "19.99"}, {"$mul": {"price": "1.1"}}, {"price": Decimal("21.99")}),
        ({"price": "0.15"}, {"$mul": {"price": "0.5"}}, {"price": Decimal("0.08")}),
        ({"price": "-0.15"}, {"$mul": {"price": "0.5"}}, {"price": Decimal("-0.08")}),
        ({"discount": None}, {"$inc": {"discount": Decimal("0.125")}}, {"discount": Decimal("0.125")}),
        ({"weight": 0.1}, {"$inc": {"weight": 0.2}}, {"weight": 0.1 + 0.2}),
        ({"weight": None}, {"$inc": {"weight": 1}}, {"weight": 1.0}),
        ({"weight": 1.5}, {"$mul": {"weight": 1e300}}, {"weight": 1.5e300}),
        ({"stock": 5}, {"$min": {"stock": 3}}, {"stock": 3}),
        ({"stock": 5}, {"$min": {"stock": 7}}, {}),
        ({"stock": 5}, {"$max": {"stock": 7}}, {"stock": 7}),
        ({"small": None}, {"$max": {"small": -7}}, {"small": -7}),
        ({"price": "10.00"}, {"$max": {"price": "9.50"}}, {}),
        ({"price": "10.00"}, {"$min": {"price": "9.50"}}, {"price": Decimal("9.50")}),
        ({"weight": 2.5}, {"$max": {"weight": 2.25}}, {}),
        ({"label": "b"}, {"$min": {"label": "B"}}, {"label": "B"}),
        ({"label": "b"}, {"$max": {"label": "ä"}}, {"label": "ä"}),
        ({"label": None}, {"$max": {"label": "a"}}, {"label": "a"}),
        ({"day": date(2026, 1, 2)}, {"$max": {"day": "2026-01-10"}}, {"day": date(2026, 1, 10)}),
        ({"seen": NOON}, {"$min": {"seen": "2026-11-24T12:00:00+01:00"}}, {"seen": NOON - timedelta(hours=1)}),
        ({"seen": NOON}, {"$max": {"seen": NOON + timedelta(microseconds=1)}}, {"seen": NOON + timedelta(microseconds=1)}),
        ({"seen": None}, {"$max": {"seen": NOON}}, {"seen": NOON}),
        ({"lasting": timedelta(hours=1)}, {"$max": {"lasting": "02:00:00"}}, {"lasting": timedelta(hours=2)}),
        ({"label": "b"}, {"$set": {"label": "c", "stock": 4}}, {"label": "c", "stock": 4}),
        ({"label": "b", "stock": 3}, {"$unset": {"label": ""}, "stock": 4}, {"label": None, "stock": 4}),
        ({"label": "b"}, {"$unset": ["label"]}, {"label": None}),
        ({"rating": 3}, {"$inc": {"rating": 2}}, {"rating": 5}),
        ({"level": 2}, {"$mul": {"level": 2}}, {"level": 4}),
        ({"pairs": 2}, {"$inc": {"pairs": 2}}, {"pairs": 4}),
        ({"stock": 2**63 - 3}, {"$inc": {"stock": 2}}, {"stock": 2**63 - 1}),
    ],
)
def test_an_operator_gives(changed: Any, before: Any, update: Any, after: Any) -> None:
    assert changed(before, update) == after


@pytest.mark.parametrize(
    ("before", "update", "sentence"),
    [
        ({"stock": 2**63 - 3}, {"$inc": {"stock": 3}}, "Shelf.stock would become 9"),
        ({"small": 32767}, {"$inc": {"small": 1}}, "Shelf.small would become 32768, and it takes numbers from -32768 to 32767."),
        ({"reserve": 2}, {"$inc": {"reserve": -3}}, "Shelf.reserve would become -1, and it takes numbers from 0 to 2147483647."),
        (
            {"price": "999999.99"},
            {"$inc": {"price": "0.01"}},
            "Shelf.price would become 1000000.00, and it takes numbers from -999999.99 to",
        ),
        ({"discount": "-99.999"}, {"$mul": {"discount": 2}}, "Shelf.discount would become -199.998, and it takes numbers from -99.999 to"),
        ({"weight": 1.5e308}, {"$mul": {"weight": 2}}, "Shelf.weight would become "),
        ({"rating": 5}, {"$inc": {"rating": 1}}, "Shelf.rating would become 6, and it takes numbers from 1 to 5."),
        ({"level": 2}, {"$inc": {"level": 1}}, "Shelf.level takes one of 1, 2, 4, and the number 3 was given."),
        ({"pairs": 2}, {"$inc": {"pairs": 1}}, "Shelf.pairs does not take it: It is odd."),
    ],
)
def test_a_result_that_the_column_does_not_take_is_refused_and_nothing_is_written(
    run: Any, refused: Any, before: Any, update: Any, sentence: str
) -> None:
    row = run("ShelfCreateNode", {"code": "s", **before})
    other = run("ShelfCreateNode", {"code": "other"})
    fault = refused("ShelfUpdateNode", {"id": row["id"], "update": {**update, "label": "new"}})
    assert fault.code == "invalid_parameter"
    assert sentence in fault.message
    assert (run("ShelfReadNode", {"id": row["id"]}), run("ShelfReadNode", {"id": other["id"]})) == (row, other)
    assert shelves.history.count() == 2


@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        ({"$ink": {"stock": 1}}, "An update has no operator '$ink'."),
        ({"$increment": {"stock": 1}}, "An update has no operator '$increment'. Did you mean '$inc'?"),
        ({"stock": {"$add": 1}}, "Shelf.stock has no operator '$add' in an update. Did you mean '$inc'?"),
        ({"stock": {"inc": 1}}, "Shelf.stock has no operator 'inc' in an update. Did you mean '$inc'?"),
        ({"tags": {"$add_to_set": "a"}}, "Shelf.tags has no operator '$add_to_set' in an update. Did you mean '$addToSet'?"),
        ({"$inc": {"stok": 1}}, "Shelf has no field 'stok'. Did you mean 'stock'?"),
        ({"$inc": {"stock": "x"}}, "Shelf.stock wants a number, and text 'x' was given."),
        ({"$inc": {"stock": None}}, "Shelf.stock wants a number, and nothing was given."),
        ({"$inc": {"stock": True}}, "Shelf.stock wants a number, and the yes/no value True was given."),
        ({"$inc": {"stock": 0.5}}, "Shelf.stock holds whole numbers, so $inc wants one"),
        ({"$inc": {"stock": float("nan")}}, "Shelf.stock wants a finite number"),
        ({"$inc": {"stock": 10**30}}, "Shelf.stock holds whole numbers, so $inc wants one of up to 64 bits"),
        ({"$inc": {"price": "0.001"}}, "Shelf.price keeps 2 decimal places, and the number 0.001 has more; round it first."),
        ({"$inc": {"label": 1}}, "Shelf.label holds no numbers, and $inc works on numbers."),
        ({"$inc": {"day": 1}}, "Shelf.day holds no numbers, and $inc works on numbers."),
        ({"$push": {"stock": 1}}, "Shelf.stock holds no JSON list, and $push works on lists in JSON columns."),
        ({"$max": {"small": 40000}}, "Shelf.small takes whole numbers from -32768 to 32767, and the number 40000 was given."),
        ({"$max": {"level": 3}}, "Shelf.level takes one of 1, 2, 4, and the number 3 was given"),
        ({"$max": {"stock": None}}, "Shelf.stock wants a value for $max, and nothing was given."),
        ({"$max": {"day": "x"}}, "Shelf.day wants a date, such as 2026-11-24, and text 'x' was given."),
        ({"$unset": {"stock": 1}}, "Shelf.stock needs a value, so $unset cannot empty it; $set gives it another."),
        ({"$inc": {"id": 1}}, "Shelf.id tells rows apart, so $inc is not for it; give it a plain value."),
        ({"$max": {"tenant_id": "z"}}, "Shelf.tenant_id tells rows apart"),
        ({"$set": {"tenant_id": "b"}}, "Shelf rows of tenant 'b' are out of reach"),
        ({"$inc": {"row_version": 1}}, "Shelf.row_version is kept by the model itself, so no value may be given."),
        ({"$inc": {"worth": 1}}, "Shelf.worth is computed by the database, so no value may be given."),
        ({"$max": {"changed_at": NOON}}, "Shelf.changed_at is set to the time of the write, so no value may be given."),
        ({"$set": {"stock": 1}, "$inc": {"stock": 1}}, "Shelf.stock is given twice, as 'stock' ($set) and 'stock' ($inc)."),
        ({"$set": {"label": "a"}, "$unset": {"label": 1}}, "Shelf.label is given twice, as 'label' ($set) and 'label' ($unset)."),
        ({"stock": 1, "$inc": {"stock": 1}}, "Shelf.stock is given twice, as 'stock' and 'stock' ($inc)."),
        ({"stock": {"$inc": 1, "$mul": 2}}, "Shelf.stock is given twice, as 'stock' ($inc) and 'stock' ($mul)."),
        ({"$inc": 5}, "$inc wants an object of fields and values, and the number 5 was given."),
        ({"stock.a": 1}, "'stock.a' is a path into Shelf.stock, which holds no JSON."),
    ],
)
def test_what_an_update_cannot_mean_is_refused(run: Any, refused: Any, update: Any, sentence: str) -> None:
    row = run("ShelfCreateNode", {"code": "s"})
    assert sentence in refused("ShelfUpdateNode", {"id": row["id"], "update": update}).message
    assert run("ShelfReadNode", {"id": row["id"]}) == row


def test_a_flat_column_takes_an_operator(run: Any) -> None:
    row = run("ShelfCreateNode", {"code": "s", "stock": 5, "tags": ["a"]})
    after = run("ShelfUpdateNode", {"id": row["id"], "stock": {"$inc": 1}, "tags": {"$push": "b"}, "label": "x"})
    assert (after["stock"], after["tags"], after["label"]) == (6, ["a", "b"], "x")


def test_an_operator_raises_the_version_once_sets_the_time_computes_columns_and_leaves_a_trace(run: Any) -> None:
    row = run("ShelfCreateNode", {"code": "s", "stock": 5, "price": "2.50", "level": 2})
    after = run("ShelfUpdateNode", {"id": row["id"], "update": {"$inc": {"stock": 1, "price": 1}}, "row_version": 1})
    assert (after["worth"], after["row_version"]) == (Decimal("7.00"), 2)
    assert after["changed_at"] > row["changed_at"]
    states = list(
        shelves.history.order_by("history_id").values_list("stock", "row_version", "history_type", "history_user_id", "history_node")
    )
    assert states == [(5, 1, "+", "ann", "step"), (6, 2, "~", "ann", "step")]


def test_an_operator_on_a_version_that_is_gone_changes_nothing(run: Any, refused: Any) -> None:
    row = run("ShelfCreateNode", {"code": "s"})
    run("ShelfUpdateNode", {"id": row["id"], "update": {"$inc": {"stock": 1}}})
    fault = refused("ShelfUpdateNode", {"id": row["id"], "update": {"$inc": {"stock": 1}}, "row_version": 1})
    assert (fault.code, shelves.objects.get().stock) == ("conflict", 1)
