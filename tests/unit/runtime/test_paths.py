"""Dotted paths over mappings, rows and sequences."""

from types import SimpleNamespace

import pytest

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.paths import PathError, place, resolve

FIELDS = (SimpleNamespace(name="vendor", attname="vendor_id"), SimpleNamespace(name="name", attname="name"))
ROW = SimpleNamespace(_meta=SimpleNamespace(concrete_fields=FIELDS), vendor_id=7, name="Drill", delete=lambda: 1 / 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b", 1),
        ("list.1.x", 2),
        ("row.record.name", "Drill"),
        ("rows.records.0.id", 5),
        ("rows.count", 1),
        ("model.name", "Drill"),
        ("model.vendor", 7),
        ("model.vendor_id", 7),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    whole = {
        "a": {"b": 1},
        "list": [{}, {"x": 2}],
        "row": RowResult(name="Drill"),
        "rows": RowsResult([RowResult(id=5)]),
        "model": ROW,
    }
    assert resolve(whole, path.split(".")) == value


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ({"name": 1}, "nmae", "The output has no 'nmae'. Did you mean 'name'?"),
        ({"q": {"zz": 1}}, "q.b", "'q' has no 'b'. It has: zz."),
        ({}, "a", "The output has no 'a'. It is empty."),
        ({"a": [1]}, "a.x", "'a' is a list of 1, which has no 'x'. Name a place in it, the first being 0."),
        ({"a": [1]}, "a.-1", "'a' is a list of 1, which has no '-1'. Name a place in it, the first being 0."),
        ({"a": None}, "a.b", "'a' is empty (null), which has no 'b'. Shorten the path."),
        ({"a": ROW}, "a.delete", "'a' has no 'delete'. It has: vendor, vendor_id, name."),
        ({"a": ROW}, "a._meta", "'a' has no '_meta'. It has: vendor, vendor_id, name."),
        ("text", "__class__", "The output is of type str, which has no '__class__'. Shorten the path."),
    ],
)
def test_a_path_to_nothing_says_where_it_ended_and_what_there_is(value: object, path: str, message: str) -> None:
    with pytest.raises(PathError) as caught:
        resolve(value, path.split("."))
    assert str(caught.value) == message


def test_placing_copies_what_lies_on_the_way() -> None:
    original = {"filter": {"tags": [{"x": 1}]}}
    parameters = dict(original)
    place(parameters, ("filter", "tags", "0", "x"), 2)
    place(parameters, ("new", "deep"), 3)
    assert parameters == {"filter": {"tags": [{"x": 2}]}, "new": {"deep": 3}}
    assert original == {"filter": {"tags": [{"x": 1}]}}


def test_placing_into_a_value_without_parts_is_an_error() -> None:
    with pytest.raises(PathError, match=r"'limit' is of type int, which has no parts to put a value into\."):
        place({"limit": 5}, ("limit", "x"), 1)
