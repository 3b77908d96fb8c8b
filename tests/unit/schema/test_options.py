"""The options of ``__dataflow__`` that say more than yes or no."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.db.models.functions import Lower

from dataflow_app.errors import ModelError
from dataflow_app.schema.expiry import Expiry
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.postgresql import PostgresqlOptions
from dataflow_app.schema.reader import read_model
from dataflow_app.schema.spec import CREATION_TIME, CheckSpec, FieldKind, FieldSpec, IndexSpec, ModelSpec, TypeSpec

FIELDS = {"name": str, "note": str | None, "price": float, "specs": dict, "at": "datetime", "vendor": "Vendor | None"}


def read(fields: dict[str, Any] | None = None, **options: Any) -> ModelSpec:
    """Read a class with these options."""
    namespace = {"__annotations__": FIELDS if fields is None else fields, "__module__": __name__, "note": None}
    return read_model(type("Product", (), {**namespace, "__dataflow__": options}))


def refused(fields: dict[str, Any] | None = None, **options: Any) -> str:
    """Return the one sentence that a class with these options is refused with."""
    with pytest.raises(ModelError) as caught:
        read(fields, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("ttl", "expiry"),
    [
        (3600, Expiry(3600, "created_at")),
        (timedelta(days=1), Expiry(86_400, "created_at")),
        ({"minutes": 5}, Expiry(300, "created_at")),
        ({"hours": 2, "field": "at"}, Expiry(7200, "at")),
        ({"seconds": 0, "field": "at"}, Expiry(0, "at")),
    ],
)
def test_rows_expire_after_a_time(ttl: Any, expiry: Expiry) -> None:
    assert read(ttl=ttl).options.ttl == expiry


def test_a_class_without_a_time_of_creation_gets_one_to_expire_by() -> None:
    assert read(ttl=60).fields[-1] == FieldSpec("created_at", TypeSpec(FieldKind.DATETIME), CREATION_TIME)
    assert [field.name for field in read({"name": str, "created_at": "datetime"}, ttl=60).fields] == ["name", "created_at"]
    assert [field.name for field in read({"name": str, "at": "datetime"}, ttl={"days": 1, "field": "at"}).fields] == ["name", "at"]


@pytest.mark.parametrize(
    ("ttl", "message"),
    [
        (0, "['ttl'] is 0, which is no time of whole seconds, at least one and a thousand years at most."),
        (-5, "['ttl'] is -5"),
        (True, "['ttl'] is True"),
        ("1h", "['ttl'] is '1h'"),
        (None, "['ttl'] is None"),
        (1.5, "['ttl'] is 1.5"),
        (float("nan"), "['ttl'] is nan"),
        (float("inf"), "['ttl'] is inf"),
        (timedelta(milliseconds=1), "which is no time of whole seconds"),
        ({"seconds": 0}, "['ttl'] is 0"),
        ({"seconds": False, "field": "at"}, "['ttl'] is False"),
        ({"day": 3}, "has the unknown key 'day'. Did you mean 'days'?"),
        ({"days": 3, "hours": 1}, "names 2 units of time"),
        ({"field": "at"}, "names no units of time"),
        ({"days": 3, "field": "att"}, "names the unknown field 'att'. Did you mean 'at'?"),
        ({"days": 3, "field": "name"}, "names 'name', which does not hold a date with a time. Name one of at."),
        ({"days": 3, "field": 7}, "has field = 7"),
    ],
)
def test_an_expiry_that_is_none_is_refused(ttl: Any, message: str) -> None:
    assert message in refused(ttl=ttl)


def test_an_expiry_of_a_number_too_large_for_a_time_is_refused() -> None:
    assert "at least one" in refused(ttl=10**400)
    assert "at least one" in refused(cache_ttl=10**12)


def test_answers_are_kept_for_seconds() -> None:
    assert (read(cache_ttl=60).options.cache_ttl, read(cache_ttl=timedelta(minutes=2)).options.cache_ttl) == (60, 120)
    assert read().options.cache_ttl is None


@pytest.mark.parametrize("seconds", [0, -1, True, "60", 0.5, {"seconds": 60}])
def test_answers_that_are_kept_for_no_time_are_refused(seconds: Any) -> None:
    message = refused(cache_ttl=seconds)
    assert message.startswith(f"Product.__dataflow__['cache_ttl'] is {seconds!r}, which is no time of whole seconds")


def test_text_search_takes_the_search_fields_where_it_names_none() -> None:
    assert read(search_fields=["name", "note"]).options.text_search == ("name", "note")
    assert read(search_fields=["name"], postgresql={"text_search": ["note"]}).options.text_search == ("note",)


def test_what_postgresql_has_is_read() -> None:
    spec = read(
        postgresql={
            "jsonb_gin_indexes": ["specs"],
            "text_search": ("name", "note"),
            "text_search_language": "german",
            "partial_indexes": [{"fields": ["name", "-price"], "condition": {"price": {"$gt": 0}}, "name": "dear"}],
        }
    )
    assert spec.options.postgresql == PostgresqlOptions(("specs",), ("name", "note"), "german", spec.options.postgresql.partial_indexes)
    assert spec.indexes == (IndexSpec("dear", ("name", "-price"), condition={"price": {"$gt": 0}}),)


def test_django_fields_count_for_what_they_hold() -> None:
    class Product:
        code: Any = models.SlugField()
        shown: Any = models.GeneratedField(expression=Lower("code"), output_field=models.CharField(max_length=50), db_persist=True)
        document: Any = models.JSONField(default=dict)
        until: Any = models.DateTimeField(null=True)

        __dataflow__ = {
            "search_fields": ["code", "shown"],
            "ttl": {"seconds": 0, "field": "until"},
            "postgresql": {"jsonb_gin_indexes": ["document"]},
        }

    options = read_model(Product).options
    assert (options.search_fields, options.ttl) == (("code", "shown"), Expiry(0, "until"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"search_fields": "name"}, "['search_fields'] is 'name', not a list of names of fields"),
        ({"search_fields": ["nam"]}, "names the unknown field 'nam'. Did you mean 'name'?"),
        ({"search_fields": ["price"]}, "names 'price', which does not hold text. Name one of name, note."),
        ({"search_fields": ["name", "name"]}, "names 'name' twice"),
        ({"search_fields": [3]}, "not a list of names"),
        ({"search_fields": ["vendor"]}, "names 'vendor', which does not hold text"),
        ({"serch_fields": ["name"]}, "has the unknown key 'serch_fields'. Did you mean 'search_fields'?"),
        ({"postgresql": ["name"]}, "['postgresql'] is a list, not a dict"),
        ({"postgres": {}}, "has the unknown key 'postgres'. Did you mean 'postgresql'?"),
        ({"postgresql": {"jsonb_gin_index": ["specs"]}}, "unknown key 'jsonb_gin_index'. Did you mean 'jsonb_gin_indexes'?"),
        ({"postgresql": {"jsonb_gin_indexes": ["name"]}}, "names 'name', which does not hold JSON. Name one of specs."),
        ({"postgresql": {"jsonb_gin_indexes": "specs"}}, "['jsonb_gin_indexes'] is 'specs', not a list"),
        ({"postgresql": {"text_search": ["specs"]}}, "names 'specs', which does not hold text"),
        ({"postgresql": {"text_search": ["name"], "text_search_language": "englsh"}}, "is 'englsh'. Did you mean 'english'?"),
        ({"postgresql": {"text_search_language": ["english"]}}, "['text_search_language'] is ['english']"),
        ({"postgresql": {"text_search_language": "english"}}, "has 'text_search_language', but no 'text_search'"),
        ({"postgresql": {"partial_indexes": {"fields": ["name"]}}}, "['partial_indexes'] is a dict, not a list"),
        ({"postgresql": {"partial_indexes": ["name"]}}, "['partial_indexes'][0] is 'name', not a dict"),
        ({"postgresql": {"partial_indexes": [{"condition": {"price": 1}}]}}, "[0] names no fields"),
        ({"postgresql": {"partial_indexes": [{"fields": ["name"]}]}}, "[0] has no condition"),
        ({"postgresql": {"partial_indexes": [{"fields": ["nam"], "condition": {"price": 1}}]}}, "the unknown field 'nam'"),
        ({"postgresql": {"partial_indexes": [{"fields": ["name"], "condition": "price > 0"}]}}, "SQL is not taken here"),
        ({"postgresql": {"partial_indexes": [{"fields": ["name"], "condition": {"price": 1}, "nam": "x"}]}}, "Did you mean 'name'?"),
        ({"postgresql": {"partial_indexes": [{"fields": ["name"], "condition": {"price": 1}, "name": "a b"}]}}, "has the name 'a b'"),
        ({"postgresql": {"partial_indexes": [{"fields": ["name"], "where": {"price": 1}}]}}, "unknown key 'where'"),
    ],
)
def test_an_option_that_would_have_no_effect_is_refused(options: Any, message: str) -> None:
    assert message in refused(**options)


def test_no_option_is_no_option() -> None:
    assert read().options == ModelOptions()


def test_rules_are_read() -> None:
    spec = read(
        constraints=[
            {"name": "positive", "check": {"price": {"$gte": 0}}},
            {"unique": ["name", "price"]},
            {"name": "one_note", "unique": ["note"], "condition": {"price": {"$gt": 0}}},
        ]
    )
    assert spec.checks == (CheckSpec("positive", {"price": {"$gte": 0}}),)
    assert spec.indexes == (
        IndexSpec("", ("name", "price"), unique=True),
        IndexSpec("one_note", ("note",), unique=True, condition={"price": {"$gt": 0}}),
    )


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"unique": ["name"]}, "['constraints'] is a dict, not a list"),
        (["unique"], "['constraints'][0] is 'unique', not a dict"),
        ([{"name": "x"}], "has neither 'check' and 'unique'"),
        ([{"name": "x", "check": {"price": 1}, "unique": ["name"]}], "has both 'check' and 'unique'"),
        ([{"check": {"price": 1}}], "[0] has no name, which says what is wrong where a row breaks it"),
        ([{"name": "x y", "check": {"price": 1}}], "has the name 'x y'"),
        ([{"name": "x", "check": "price > 0"}], "has the condition 'price > 0', which is text; SQL is not taken here"),
        ([{"name": "x", "check": {}}], "has no condition"),
        ([{"name": "x", "check": [1]}], "has the condition [1]"),
        ([{"name": "x", "chek": {"price": 1}}], "has the unknown key 'chek'. Did you mean 'check'?"),
        ([{"name": "x", "check": {"price": 1}, "condition": {"price": 2}}], "has 'condition' beside 'check'"),
        ([{"unique": []}], "names no fields"),
        ([{"unique": ["nam"]}], "names the unknown field 'nam'. Did you mean 'name'?"),
        ([{"unique": "name"}], "names no fields"),
        ([{"name": "x", "unique": ["name"]}, {"name": "x", "check": {"price": 1}}], "has two rules named 'x'"),
    ],
)
def test_a_rule_that_would_have_no_effect_is_refused(rules: Any, message: str) -> None:
    assert message in refused(constraints=rules)
