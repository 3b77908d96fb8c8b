"""The indexes of a class, read."""

from typing import Any

import pytest
from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.schema.reader import read_model
from dataflow_app.schema.spec import IndexSpec

FIELDS = {"name": str, "note": str, "price": float, "size": int, "specs": dict}


def read(*indexes: Any) -> tuple[IndexSpec, ...]:
    """Read a class with these indexes."""
    return read_model(type("Product", (), {"__annotations__": FIELDS, "__module__": __name__, "__indexes__": list(indexes)})).indexes


def test_everything_that_an_index_may_say_is_read() -> None:
    assert read(
        {
            "name": "dear",
            "fields": ["name", "-price"],
            "condition": {"price": {"$gt": 9}},
            "include": ["note"],
            "type": "btree",
            "options": {"fillfactor": 80, "opclasses": ["text_pattern_ops", "float8_ops"], "tablespace": "fast"},
        }
    ) == (
        IndexSpec(
            "dear",
            ("name", "-price"),
            condition={"price": {"$gt": 9}},
            include=("note",),
            options={"fillfactor": 80, "opclasses": ["text_pattern_ops", "float8_ops"], "tablespace": "fast"},
        ),
    )


@pytest.mark.parametrize(
    "index",
    [
        {"fields": ["specs"], "type": "gin", "options": {"opclasses": ["jsonb_ops"], "fastupdate": False, "gin_pending_list_limit": 64}},
        {"fields": ["name", "note"], "type": "text", "options": {"language": "english"}},
        {"fields": ["name"], "type": "hash", "options": {"fillfactor": 10}},
        {"fields": ["size", "price"], "type": "brin", "options": {"pages_per_range": 4, "autosummarize": True}},
        {"fields": ["name"], "unique": True, "options": {"nulls_distinct": False}, "include": ["note"]},
        {"fields": ["name"]},
    ],
)
def test_indexes_of_every_kind_are_read(index: dict[str, Any]) -> None:
    (spec,) = read(index)
    assert (spec.fields, spec.kind, spec.options) == (tuple(index["fields"]), index.get("type", "btree"), index.get("options", {}))


def test_a_kind_of_field_that_is_not_known_is_taken_at_its_word() -> None:
    class Product:
        place: Any = type("PointField", (models.Field,), {})()

        __indexes__ = [{"fields": ["place"], "type": "gist", "include": ["id"], "options": {"buffering": True}}]

    assert [each.kind for each in read_model(Product).indexes] == ["gist"]


@pytest.mark.parametrize(
    ("index", "message"),
    [
        ({"fields": ["name"], "type": "btre"}, "has the unknown type 'btre'. Did you mean 'btree'?"),
        ({"fields": ["name"], "type": ["btree"]}, "has the unknown type ['btree']"),
        ({"fields": ["name"], "type": None}, "has the unknown type None"),
        ({"fields": ["name"], "where": {"price": 1}}, "has the unknown key 'where'"),
        ({"fields": ["name"], "conditon": {"price": 1}}, "has the unknown key 'conditon'. Did you mean 'condition'?"),
        ({"fields": ["name"], "condition": "price > 0"}, "has the condition 'price > 0', which is text; SQL is not taken here"),
        ({"fields": ["name"], "condition": {}}, "has no condition"),
        ({"fields": ["name"], "condition": None}, "has no condition"),
        ({"fields": ["name", "name"]}, "names 'name' twice"),
        ({"fields": ["name", "-name"]}, "names 'name' twice"),
        ({"fields": ["--name"]}, "names the unknown field '-name'"),
        ({"fields": [None]}, "not a list of names of fields"),
        ({"fields": ["name"], "include": ["nte"]}, "['include'] names the unknown field 'nte'. Did you mean 'note'?"),
        ({"fields": ["name"], "include": "note"}, "['include'] is 'note', not a list"),
        ({"fields": ["-name"], "include": ["name"]}, "names 'name', which is one of 'fields' already"),
        ({"fields": ["name"], "name": 3}, "has the name 3"),
        ({"fields": ["name"], "name": ""}, "has the name ''"),
        ({"fields": ["name"], "unique": 1}, "has unique = 1"),
        ({"fields": ["name"], "options": ["fillfactor"]}, "['options'] is a list, not a dict"),
        ({"fields": ["name"], "options": {"fillfaktor": 70}}, "has the unknown key 'fillfaktor'. Did you mean 'fillfactor'?"),
        ({"fields": ["name"], "options": {"fillfactor": 5}}, "['fillfactor'] is 5. It is a whole number of per cent from 10 to 100."),
        ({"fields": ["name"], "options": {"fillfactor": True}}, "['fillfactor'] is True"),
        ({"fields": ["name"], "options": {"nulls_distinct": False}}, "of type 'btree' has the unknown key 'nulls_distinct'"),
        ({"fields": ["name"], "unique": True, "options": {"fillfactor": 70}}, "of a unique index has the unknown key 'fillfactor'"),
        ({"fields": ["name"], "options": {"opclasses": ["a", "b"]}}, "is not as long as 'fields'"),
        ({"fields": ["name"], "options": {"opclasses": ["x; DROP TABLE y"]}}, "It is a list of names of operator classes"),
        ({"fields": ["name"], "options": {"opclasses": "text_ops"}}, "It is a list of names of operator classes"),
        ({"fields": ["name"], "options": {"tablespace": 'a"b'}}, "It is the name of a tablespace"),
        ({"fields": ["name"], "type": "text", "options": {"language": "klingon"}}, "['language'] is 'klingon'"),
        ({"fields": ["price"], "type": "text"}, "has the type 'text', but 'price' does not hold text"),
        ({"fields": ["name"], "type": "gin"}, "does not hold JSON; an index of the words of a text has the type 'text'"),
        ({"fields": ["size"], "type": "gist"}, "does not hold a range or a shape"),
        ({"fields": ["name", "size"], "type": "hash"}, "has 2 fields, but an index of type 'hash' has one"),
        ({"fields": ["-size"], "type": "brin"}, "an index of type 'brin' has no order"),
        ({"fields": ["size"], "type": "hash", "unique": True}, "is unique, which an index of type 'hash' cannot be"),
        ({"fields": ["specs"], "type": "gin", "include": ["name"]}, "has 'include', which an index of type 'gin' cannot have"),
    ],
)
def test_an_index_that_would_have_no_effect_is_refused(index: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError) as caught:
        read(index)
    assert str(caught.value).startswith("Product.__indexes__[0]")
    assert message in str(caught.value)
