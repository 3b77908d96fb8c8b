"""Dotted paths into JSON, lists and containment."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.orm.rows.list import Listing, count_rows, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Leaflet

OWNER = Scope()
DETAILS: dict[str, Any] = {
    "drill": {
        "power": "18V brushless",
        "voltage": 18,
        "weight": 1.5,
        "ok": True,
        "images": [{"url": "a.png", "width": 10}, {"url": "b.jpg", "width": 30}],
    },
    "saw": {"power": "230V", "voltage": "18", "weight": 2, "ok": False, "images": []},
    "lamp": {"power": None, "voltage": 18.0, "big": 2**70, "ok": 1, "made": "2026-01-15", "images": [{"url": "c.png", "width": 50}]},
    "odd": {"a.b": 1, "q\"uo'te": 2, "0": "zero", "": "nameless", "ä %s": 3, "$x": 4, "back\\slash": 5},
    "none": {},
}
TAGS = {"drill": ["cordless", "pro"], "saw": ["mains"], "lamp": ["cordless", "light", "pro"], "odd": [], "none": []}


@pytest.fixture(autouse=True)
def _leaflets(db: None) -> None:
    for title, details in DETAILS.items():
        Leaflet.objects.create(title=title, details=details, tags=TAGS[title])


def titles(bound: Any, wanted: Any) -> list[str]:
    return [row["title"] for row in list_rows(bound("Leaflet"), OWNER, Listing(wanted=wanted)).rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"details.power": {"$regex": "18V"}}, ["drill"]),
        ({"details.power": {"$iendswith": "BRUSHLESS"}}, ["drill"]),
        ({"details.power": {"$contains": "V"}}, ["drill", "saw"]),
        ({"details.voltage": 18}, ["drill", "lamp"]),
        ({"details.voltage": "18"}, ["saw"]),
        ({"details.voltage": {"$gt": 17.5}}, ["drill", "lamp"]),
        ({"details.voltage": {"$gte": "1"}}, ["saw"]),
        ({"details.voltage": {"$in": [18, "18", None]}}, ["drill", "saw", "lamp", "odd", "none"]),
        ({"details.weight": {"$between": [1.5, 2]}}, ["drill", "saw"]),
        ({"details.weight": {"$between": {"min": 1.6}}}, ["saw"]),
        ({"details.ok": True}, ["drill"]),
        ({"details.ok": 1}, ["lamp"]),
        ({"details.ok": {"$ne": True}}, ["saw", "lamp", "odd", "none"]),
        ({"details.big": 2**70}, ["lamp"]),
        ({"details.big": {"$gt": 2**70 - 1}}, ["lamp"]),
        ({"details.big": {"$lt": 1e21}}, []),
        ({"details.big": {"$lt": 1e22}}, ["lamp"]),
        ({"details.made": {"$gte": date(2026, 1, 1)}}, ["lamp"]),
        ({"details.power": None}, ["lamp", "odd", "none"]),
        ({"details.power": {"$null": True}}, ["lamp", "odd", "none"]),
        ({"details.power": {"$exists": True}}, ["drill", "saw", "lamp"]),
        ({"details.power": {"$exists": False}}, ["odd", "none"]),
        ({"details.images.0.url": "a.png"}, ["drill"]),
        ({"details.images.-1.url": {"$endswith": "g"}}, ["drill", "lamp"]),
        ({"details.images.2": {"$exists": True}}, []),
        ({"details.images": {"$size": 2}}, ["drill"]),
        ({"details.images": {"$size": {"$gte": 1, "$lt": 2}}}, ["lamp"]),
        ({"details.images": {"$elemMatch": {"url": {"$like": "%.png"}, "width": {"$gte": 30}}}}, ["lamp"]),
        ({"details.images": {"$elemMatch": {"$or": [{"width": 10}, {"url": "c.png"}]}}}, ["drill", "lamp"]),
        ({"details.images": {"$not": {"$elemMatch": {"width": {"$exists": True}}}}}, ["saw", "odd", "none"]),
        ({"details.images": {"$contains": [{"width": 30}]}}, ["drill"]),
        ({"tags": {"$contains": "cordless"}}, ["drill", "lamp"]),
        ({"tags": {"$all": ["pro", "cordless"]}}, ["drill", "lamp"]),
        ({"tags": {"$any": ["light", "mains"]}}, ["saw", "lamp"]),
        ({"tags": {"$overlap": ["none"]}}, []),
        ({"tags": {"$size": 0}}, ["odd", "none"]),
        ({"tags": {"$elemMatch": {"$startswith": "l"}}}, ["lamp"]),
        ({"tags": {"$elemMatch": {"$regex": "^L", "$options": "i"}}}, ["lamp"]),
        ({"tags.0": "mains"}, ["saw"]),
        ({"tags": ["cordless", "pro"]}, ["drill"]),
        ({"details": {"$contains": {"voltage": 18}}}, ["drill", "lamp"]),
        ({"details": {"$contains": {"images": [{"url": "b.jpg"}]}}}, ["drill"]),
        ({"details": {}}, ["none"]),
        ({"details.a\\.b": 1}, ["odd"]),
        ({"details.q\"uo'te": 2}, ["odd"]),
        ({"details.0": "zero"}, ["odd"]),
        ({"details.": "nameless"}, ["odd"]),
        ({"details.ä %s": {"$gt": 2}}, ["odd"]),
        ({"details.$x": 4}, ["odd"]),
        ({"details.back\\slash": 5}, ["odd"]),
        ({"details.power.deeper": None}, ["drill", "saw", "lamp", "odd", "none"]),
        ({"power_range": None}, ["drill", "saw", "lamp", "odd", "none"]),
        ({"power_range": ["18", "20"]}, ["drill"]),
        ({"power_range": {"min": "2"}}, ["saw"]),
        ({"titled": "a"}, ["saw", "lamp"]),
        ({"tagged": "light"}, ["lamp"]),
    ],
    ids=str,
)
def test_json_is_looked_into_alike_on_every_database(bound: Any, wanted: Any, expected: list[str]) -> None:
    assert titles(bound, wanted) == expected
    assert titles(bound, {"$not": wanted}) == [title for title in DETAILS if title not in expected]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (
            {"details.voltage": {"$gt": True}},
            "$gt on Leaflet.details.voltage compares numbers or texts, and the yes/no value True was given.",
        ),
        (
            {"details.voltage": {"$gt": Decimal("1.5")}},
            "$gt on Leaflet.details.voltage compares numbers or texts, and the number 1.5 was given.",
        ),
        ({"details.voltage": {"$lt": [1]}}, "$lt on Leaflet.details.voltage compares numbers or texts, and a list was given."),
        ({"details": {"$gt": 1}}, "Leaflet.details has no order, so $gt cannot compare it."),
        ({"details": {"$like": "a"}}, "$like finds text, and Leaflet.details holds none."),
        ({"details.a": {"$near": 1}}, "Leaflet.details.a has no operator '$near'."),
        ({"details.a": {"$eq": float("nan")}}, "Leaflet.details.a holds nan, which JSON has no form for."),
        ({"details.a": {"$eq": 10**400}}, "Leaflet.details.a is compared with a whole number of more than 390 digits."),
        ({"details.a": {"b": ["\ud800"]}}, "Leaflet.details.a holds half of a surrogate pair"),
        ({"details.a\0": 1}, "The name 'details.a\\x00' holds a NUL character"),
        ({"details." + "a." * 30: 1}, "The path 'details.a.a."),
        ({"details.a": {"$size": "2"}}, "$size on Leaflet.details.a wants a whole number, or a comparison with one"),
        ({"details.a": {"$all": "x"}}, "$all on Leaflet.details.a wants a list."),
        ({"details.a": {"$any": list(range(201))}}, "$any on Leaflet.details.a takes 200 values at most."),
        ({"details.a": {"$elemMatch": "x"}}, "$elemMatch on Leaflet.details wants a filter of the elements."),
        ({"details.a": {"$elemMatch": {"$near": 1}}}, "Leaflet.details has no operator '$near'."),
        ({"title.a": 1}, "Leaflet.title holds no JSON, so there is no 'a' in it."),
        ({"detials.a": 1}, "Leaflet has no field 'detials' to filter by. Did you mean 'details'?"),
        ({"details__power": 1}, "Leaflet has no field 'details__power'. Did you mean 'details.power'?"),
        ({"power_range": 5}, "power_range wants [low, high]; either may be null."),
    ],
    ids=lambda each: ascii(each)[:80],
)
def test_what_fits_no_json_is_refused(bound: Any, wanted: Any, sentence: str) -> None:
    with pytest.raises(NodeError) as caught:
        count_rows(bound("Leaflet"), OWNER, wanted)
    assert str(caught.value).startswith(sentence)


def test_conditions_on_elements_are_counted_and_nest_no_deeper_than_others(bound: Any) -> None:
    deep: Any = {"a": 1}
    for _ in range(25):
        deep = {"$not": deep}
    for wanted, sentence in (
        ({"details.images": {"$elemMatch": deep}}, "nests more than 20 deep"),
        ({"details.images": {"$elemMatch": {"$or": [{"a": number} for number in range(600)]}}}, "more than 500 conditions"),
    ):
        with pytest.raises(NodeError, match=sentence):
            count_rows(bound("Leaflet"), OWNER, wanted)
