"""Operators on JSON: at the root of a column and along paths into it."""

from decimal import Decimal
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("before", "update", "after"),
    [
        ({"spec": None}, {"spec.power": "18V"}, {"spec": {"power": "18V"}}),
        ({"spec": {"a": {"b": 1}}}, {"$set": {"spec.a.c": 2}}, {"spec": {"a": {"b": 1, "c": 2}}}),
        (
            {"spec": {"a": {"b": 1}}},
            {"$set": {"spec": {"a": {"c": {"d": 2}}, "e": [1]}}},
            {"spec": {"a": {"b": 1, "c": {"d": 2}}, "e": [1]}},
        ),
        ({"spec": {"a": {"b": 1}}}, {"$set": {"spec.a": {"c": 2}}}, {"spec": {"a": {"b": 1, "c": 2}}}),
        ({"spec": {"a": {"b": 1}}}, {"spec.a": {"c": 2}}, {"spec": {"a": {"c": 2}}}),
        ({"spec": {"a": {"b": 1}}}, {"spec": {"c": 2}}, {"spec": {"c": 2}}),
        ({"spec": {"a": 5}}, {"$set": {"spec": {"a": {"b": 1}}}}, {"spec": {"a": {"b": 1}}}),
        ({"spec": {"a": 5}}, {"$set": {"spec": {"a": None}}}, {"spec": {"a": None}}),
        ({"spec": {"a": [1]}}, {"$set": {"spec.a": [2]}}, {"spec": {"a": [2]}}),
        ({"spec": {"a": 1}}, {"spec": {"$literal": {"$inc": 1}}}, {"spec": {"$inc": 1}}),
        ({"spec": {"a": 1}}, {"$literal": {"spec.a": {"$set": 2}}}, {"spec": {"a": {"$set": 2}}}),
        ({"spec": {"a": 1}}, {"$set": {"spec": {"$inc": 2}}}, {"spec": {"a": 1, "$inc": 2}}),
        ({"spec": {"a": 1}}, {"spec": {"$inc": 2, "b": 3}}, {"spec": {"$inc": 2, "b": 3}}),
        ({"spec": {"a": 1, "b": 2}}, {"$unset": {"spec.a": ""}}, {"spec": {"b": 2}}),
        ({"spec": {"a": 1}}, {"$unset": {"spec.b": "", "spec.c.d": "", "spec.a.x": ""}}, {}),
        ({"spec": None}, {"$unset": {"spec.a": ""}}, {}),
        ({"spec": {"a": 1}}, {"$unset": {"spec": ""}}, {"spec": None}),
        ({"spec": {"n": 1}}, {"$inc": {"spec.n": 2, "spec.m": 5, "spec.in.k": -1}}, {"spec": {"n": 3, "m": 5, "in": {"k": -1}}}),
        ({"spec": {"n": 0.1}}, {"$inc": {"spec.n": 0.2}}, {"spec": {"n": 0.3}}),
        ({"spec": {"n": 1.5}}, {"$inc": {"spec.n": Decimal("1.5")}}, {"spec": {"n": 3}}),
        ({"spec": {"n": 2**70}}, {"$inc": {"spec.n": 1}}, {"spec": {"n": 2**70 + 1}}),
        ({"spec": {"n": None}}, {"$inc": {"spec.n": 1}}, {"spec": {"n": 1}}),
        ({"spec": {"n": 3}}, {"$mul": {"spec.n": 1.5, "spec.m": 2}}, {"spec": {"n": 4.5, "m": 0}}),
        ({"spec": {"n": 3}}, {"$min": {"spec.n": 2, "spec.m": 9}}, {"spec": {"n": 2, "m": 9}}),
        ({"spec": {"n": 3}}, {"$max": {"spec.n": 2.5}}, {}),
        ({"spec": {"d": "2026-01-02"}}, {"$max": {"spec.d": "2026-01-10"}}, {"spec": {"d": "2026-01-10"}}),
        ({"spec": {"d": "b"}}, {"$min": {"spec.d": "B"}}, {"spec": {"d": "B"}}),
        ({"tags": ["a"]}, {"$push": {"tags": "b"}}, {"tags": ["a", "b"]}),
        ({"tags": None}, {"tags": {"$push": {"$each": ["b", "b"]}}}, {"tags": ["b", "b"]}),
        ({"tags": ["a"]}, {"$addToSet": {"tags": {"$each": ["b", "a", "b"]}}}, {"tags": ["a", "b"]}),
        ({"tags": ["a"]}, {"$addToSet": {"tags": "a"}}, {}),
        ({"tags": ["a", "b", "a"]}, {"$pull": {"tags": "a"}}, {"tags": ["b"]}),
        ({"tags": ["a", "b", "c"]}, {"$pull": {"tags": {"$in": ["a", "c", "z"]}}}, {"tags": ["b"]}),
        ({"tags": ["a", "b", "c"]}, {"$pull": {"tags": {"$gte": "b", "$ne": "c"}}}, {"tags": ["a", "c"]}),
        ({"tags": None}, {"$pull": {"tags": "a"}}, {}),
        ({"anything": [1, True, 1.0, "1"]}, {"$pull": {"anything": 1}}, {"anything": [True, "1"]}),
        ({"anything": [1, 5, "x", None]}, {"$pull": {"anything": {"$gt": 3}}}, {"anything": [1, "x", None]}),
        ({"anything": [{"a": 1, "b": 2}, {"a": 2}]}, {"$pull": {"anything": {"a": 1}}}, {"anything": [{"a": 2}]}),
        ({"anything": [{"a": 1}, {"a": 7}, 3]}, {"$pull": {"anything": {"a": {"$gte": 5}}}}, {"anything": [{"a": 1}, 3]}),
        ({"anything": [{"a": 1, "b": 2}, {"a": 1}]}, {"$pull": {"anything": {"$eq": {"a": 1}}}}, {"anything": [{"a": 1, "b": 2}]}),
        ({"anything": [{"a": 1}]}, {"$addToSet": {"anything": {"a": 1.0}}}, {}),
        ({"anything": [[1]]}, {"$push": {"anything": [2]}}, {"anything": [[1], [2]]}),
        ({"anything": 5}, {"$inc": {"anything": 2}}, {"anything": 7}),
        ({"spec": {"l": [1]}}, {"$push": {"spec.l": {"x": 1}, "spec.m": 2}}, {"spec": {"l": [1, {"x": 1}], "m": [2]}}),
        ({"spec": {"l": [1, 2]}}, {"$pull": {"spec.l": 1, "spec.m": 1, "spec.o.p": 1}}, {"spec": {"l": [2]}}),
        ({"counts": {"a": 1}}, {"$inc": {"counts.a": 1, "counts.b": 1}}, {"counts": {"a": 2, "b": 1}}),
        (
            {"spec": {"a": {"x": 1}, "b": 2, "gone": 1}},
            {"$set": {"spec.a.y": 2}, "$inc": {"spec.b": 1}, "$unset": {"spec.gone": 1}, "$push": {"spec.c": 1}},
            {"spec": {"a": {"x": 1, "y": 2}, "b": 3, "c": [1]}},
        ),
        ({"spec": {"it's": {'"': 1}}}, {"$inc": {"spec.it's.\"": 1}}, {"spec": {"it's": {'"': 2}}}),
        ({"spec": {}}, {"spec.%s{x}": "'; DROP TABLE shelf; --"}, {"spec": {"%s{x}": "'; DROP TABLE shelf; --"}}),
        ({"few": [1]}, {"$push": {"few": {"$each": [2, 3]}}}, {"few": [1, 2, 3]}),
    ],
)
def test_an_operator_gives(changed: Any, before: Any, update: Any, after: Any) -> None:
    assert changed(before, update) == after


@pytest.mark.parametrize(
    ("before", "update", "sentence"),
    [
        ({"spec": {"a": "x"}}, {"$inc": {"spec.a": 1}}, "Shelf.spec.a holds text, and $inc works on numbers."),
        ({"spec": {"a": True}}, {"$mul": {"spec.a": 1}}, "Shelf.spec.a holds true or false, and $mul works on numbers."),
        ({"spec": {"a": "x"}}, {"spec.a.b": 1}, "Shelf.spec.a holds text, and a path leads through objects."),
        ({"spec": {"a": [1]}}, {"$push": {"spec.a.b": 1}}, "Shelf.spec.a holds a list, and a path leads through objects."),
        ({"spec": {"a": {}}}, {"$push": {"spec.a": 1}}, "Shelf.spec.a holds an object, and $push works on lists."),
        ({"spec": {"a": 1}}, {"$pull": {"spec.a": 1}}, "Shelf.spec.a holds a number, and $pull works on lists."),
        ({"spec": {"a": 1}}, {"$addToSet": {"spec.a": 1}}, "Shelf.spec.a holds a number, and $addToSet works on lists."),
        (
            {"spec": {"a": 1}},
            {"$max": {"spec.a": "x"}},
            "Shelf.spec.a holds a number, and $max was given text; it compares like with like.",
        ),
        ({"spec": {"a": 10**300}}, {"$mul": {"spec.a": 10**10}}, "Shelf.spec.a would become larger than 1e308."),
        ({"anything": "x"}, {"anything.a": 1}, "Shelf.anything holds text, and a path leads through objects."),
        ({"few": [1, 2, 3]}, {"$push": {"few": 4}}, "Shelf.few does not take it: It has more than three."),
    ],
)
def test_what_stands_there_must_be_what_the_operator_works_on(run: Any, refused: Any, before: Any, update: Any, sentence: str) -> None:
    row = run("ShelfCreateNode", {"code": "s", **before})
    fault = refused("ShelfUpdateNode", {"id": row["id"], "update": {**update, "stock": 9}})
    assert (fault.code, fault.message) == ("invalid_parameter", sentence)
    assert run("ShelfReadNode", {"id": row["id"]}) == row


@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        ({"spec": 5}, "Shelf.spec wants an object, and the number 5 was given."),
        ({"tags.a": 1}, "Shelf.tags.a leads nowhere: what is to hold 'a' is no object."),
        ({"counts.a": "x"}, "Shelf.counts.a holds whole numbers, and text 'x' is in it."),
        ({"counts.a.b": 1}, "Shelf.counts.a.b leads nowhere: what is to hold 'b' is no object."),
        ({"$inc": {"counts.a": 0.5}}, "Shelf.counts.a holds whole numbers, so $inc wants one too, and the number 0.5 was given."),
        ({"$push": {"tags": 1}}, "Shelf.tags holds text, and the number 1 is in it."),
        ({"$push": {"tags": {"$each": ["a", 1]}}}, "Shelf.tags holds text, and the number 1 is in it."),
        ({"$push": {"tags": {"$each": "a"}}}, "Shelf.tags wants a list for $each, and text 'a' was given."),
        ({"$push": {"tags": {"$each": ["a"], "$slice": 3}}}, "Shelf.tags has no '$slice' for $push; beside $each nothing is known."),
        ({"$push": {"counts": 1}}, "Shelf.counts holds no list, and $push works on lists."),
        ({"$inc": {"tags": 1}}, "Shelf.tags holds no number, and $inc works on numbers."),
        ({"$inc": {"spec.a": "x"}}, "Shelf.spec.a wants a number for $inc, and text 'x' was given."),
        ({"$min": {"spec.a": [1]}}, "Shelf.spec.a wants a number or text for $min, and a list was given."),
        ({"$pull": {"tags": {"$foo": 1}}}, "Shelf.tags cannot be pulled from: $pull has no comparison '$foo'."),
        ({"$pull": {"tags": {"$in": "a"}}}, "Shelf.tags cannot be pulled from: $pull wants a list for $in."),
        ({"spec.a": float("nan")}, "Shelf.spec.a holds nan, which JSON has no form for."),
        ({"spec.a": {"b": {1}}}, "Shelf.spec.a holds a set, which has no order; give a list."),
        ({"spec..a": 1}, "'spec..a' is no path: up to 20 keys with dots between."),
        ({"spec.$a": 1}, "'spec.$a' is no path: no key in it begins with $."),
        ({"spec." + ".".join("a" * 21): 1}, "is no path: up to 20 keys with dots between."),
        ({"spec.a": 1, "$inc": {"spec.a.b": 1}}, "Shelf.spec is given twice, as 'spec.a' and 'spec.a.b' ($inc)."),
        ({"spec": {"a": 1}, "$inc": {"spec.b": 1}}, "Shelf.spec is given twice, as 'spec' and 'spec.b' ($inc)."),
        ({"spek.a": 1}, "Shelf has no field 'spek'. Did you mean 'spec'?"),
    ],
)
def test_what_an_update_cannot_mean_is_refused(run: Any, refused: Any, update: Any, sentence: str) -> None:
    row = run("ShelfCreateNode", {"code": "s"})
    assert sentence in refused("ShelfUpdateNode", {"id": row["id"], "update": update}).message
    assert run("ShelfReadNode", {"id": row["id"]}) == row
