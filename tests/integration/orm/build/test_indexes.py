"""The indexes of a class, as the database has them."""

import logging
from typing import Any

import pytest
from django.db import connection, models

from dataflow_app import DataFlow
from dataflow_app.catalog.models import Product
from dataflow_app.errors import ModelError
from tests.integration.orm.build.ddl import indexes_of, is_postgresql
from tests.integration.orm.build.shapes import shape

FIELDS = {"name": str, "note": str, "price": float, "sale": float | None, "status": str, "specs": dict}

ON_POSTGRESQL = [
    ({"fields": ["name", "-price"]}, "btree (name, price DESC)"),
    ({"fields": ["name"], "include": ["note", "status"]}, "btree (name) INCLUDE (note, status)"),
    ({"fields": ["name"], "type": "hash"}, "hash (name)"),
    ({"fields": ["price"], "type": "brin", "options": {"pages_per_range": 16}}, "brin (price) WITH (pages_per_range='16')"),
    ({"fields": ["-price"], "options": {"fillfactor": 70}}, "btree (price DESC) WITH (fillfactor='70')"),
    ({"fields": ["name"], "options": {"opclasses": ["text_pattern_ops"]}}, "btree (name text_pattern_ops)"),
    ({"fields": ["specs"], "type": "gin"}, "gin (specs jsonb_path_ops)"),
    (
        {"fields": ["specs"], "type": "gin", "options": {"opclasses": ["jsonb_ops"], "fastupdate": False}},
        "gin (specs) WITH (fastupdate=off)",
    ),
    ({"fields": ["name"], "unique": True, "options": {"nulls_distinct": False}}, "UNIQUE btree (name) NULLS NOT DISTINCT"),
    ({"fields": ["name"], "unique": True, "include": ["note"]}, "UNIQUE btree (name) INCLUDE (note)"),
    ({"fields": ["name"], "condition": {"status": "new"}}, "btree (name) WHERE (status = 'new'::text)"),
    (
        {"fields": ["name"], "condition": {"sale": None, "price": {"$gt": 1.5}}},
        "btree (name) WHERE ((sale IS NULL) AND (price > (1.5)::double precision))",
    ),
    (
        {"fields": ["name"], "unique": True, "condition": {"status": {"$in": ["a", "b"]}}},
        "UNIQUE btree (name) WHERE (status = ANY (ARRAY['a'::text, 'b'::text]))",
    ),
]
ON_SQLITE = [
    ({"fields": ["name", "-price"]}, "(name, price DESC)"),
    ({"fields": ["name"], "include": ["note", "status"]}, "(name)"),
    ({"fields": ["name"], "type": "hash"}, "(name)"),
    ({"fields": ["price"], "type": "brin", "options": {"pages_per_range": 16}}, "(price)"),
    ({"fields": ["-price"], "options": {"fillfactor": 70}}, "(price DESC)"),
    ({"fields": ["name"], "options": {"opclasses": ["text_pattern_ops"]}}, "(name)"),
    ({"fields": ["specs"], "type": "gin"}, None),
    ({"fields": ["name", "note"], "type": "text"}, None),
    ({"fields": ["name"], "unique": True, "include": ["note"]}, "UNIQUE (name)"),
    ({"fields": ["name"], "condition": {"status": "new"}}, "(name) WHERE status = 'new'"),
    ({"fields": ["name"], "condition": {"sale": None, "price": {"$gt": 1.5}}}, "(name) WHERE (sale IS NULL AND price > 1.5)"),
    (
        {"fields": ["name"], "unique": True, "condition": {"status": {"$in": ["a", "b"]}}},
        "UNIQUE (name) WHERE status IN ('a', 'b')",
    ),
]


@pytest.mark.parametrize("number", range(max(len(ON_POSTGRESQL), len(ON_SQLITE))))
def test_an_index_is_made_as_it_is_written(dataflow: DataFlow, number: int) -> None:
    cases: list[tuple[dict[str, Any], str | None]] = ON_POSTGRESQL if is_postgresql() else ON_SQLITE  # type: ignore[assignment]
    if number >= len(cases):
        return
    index, definition = cases[number]
    model = shape(dataflow, FIELDS, __indexes__=[{"name": "by", **index}])
    dataflow.migrate()
    assert indexes_of(model) == ({definition} if definition else set())
    assert list(dataflow.plan()) == []


def test_what_postgresql_has_is_made_there_alone_and_a_partial_index_everywhere(dataflow: DataFlow) -> None:
    options = {
        "jsonb_gin_indexes": ["specs"],
        "text_search": ["name", "note"],
        "partial_indexes": [
            {"fields": ["-price"], "condition": {"$not": {"status": "gone"}, "$or": [{"sale": None}, {"sale": {"$lt": 5}}]}}
        ],
    }
    model = shape(dataflow, FIELDS, __dataflow__={"postgresql": options})
    dataflow.migrate()
    found = indexes_of(model)
    if is_postgresql():
        words = next(each for each in found if "to_tsvector" in each)
        assert found - {words} == {
            "gin (specs jsonb_path_ops)",
            "btree (price DESC) WHERE ((NOT (status = 'gone'::text)) AND ((sale IS NULL) OR (sale < (5.0)::double precision)))",
        }
        assert words.startswith("gin (((setweight(to_tsvector('simple'::regconfig,")
    else:
        assert found == {"(price DESC) WHERE (NOT (status = 'gone') AND (sale IS NULL OR sale < 5.0))"}
    assert list(dataflow.plan()) == []


def test_a_text_search_uses_its_index(dataflow: DataFlow) -> None:
    if not is_postgresql():
        return
    model = shape(dataflow, FIELDS, __dataflow__={"postgresql": {"text_search": ["name", "note"], "text_search_language": "english"}})
    dataflow.migrate()
    from dataflow_app.orm.filters import read_filter  # noqa: PLC0415 - PostgreSQL's alone

    rows = model.objects.filter(read_filter(dataflow.models[0], {"$text": {"$search": "drill"}}, None))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Bitmap Index Scan on script_tests_integrat" in rows.explain()


def test_the_same_migrations_make_the_indexes_of_the_catalogue_wherever_they_can_be(db: None) -> None:
    wanted = {
        "gin (specifications jsonb_path_ops)",
        "btree (tenant_id, category, list_price) WHERE (is_available AND (deleted_at IS NULL))",
    }
    found = indexes_of(Product)
    if is_postgresql():
        assert wanted <= found
        assert sum("to_tsvector" in each for each in found) == 1
    else:
        assert not any("specifications" in each for each in found)
        assert "(tenant_id, category, list_price) WHERE (is_available AND deleted_at IS NULL)" in found


def test_what_sqlite_lacks_is_said_once_when_a_class_becomes_a_model(dataflow: DataFlow, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "dataflow.models"):
        model = shape(
            dataflow,
            FIELDS,
            __dataflow__={"postgresql": {"jsonb_gin_indexes": ["specs"], "text_search": ["name", "note"]}},
            __indexes__=[
                {"name": "by_hash", "fields": ["name"], "type": "hash"},
                {"fields": ["-price"], "include": ["note"], "options": {"fillfactor": 70}},
            ],
        )
        assert model.objects.count() == 0
    if is_postgresql():
        assert caplog.records == []
        return
    (record,) = caplog.records
    assert record.getMessage() == (
        f"{model._meta.label} on SQLite: 'jsonb_gin_indexes' makes no index, so a filter on what lies in specs reads every row; "
        "'text_search' makes no index, so $text reads name and note of every row; the index 'by_hash' of type 'hash' is a plain one; "
        "the index on price does not include note; the index on price is made without fillfactor"
    )
    assert (vars(record)["model"], vars(record)["database"], len(vars(record)["left_out"])) == (model._meta.label, "SQLite", 5)


def test_the_checks_of_a_project_say_what_its_database_lacks() -> None:
    from django.core import checks  # noqa: PLC0415

    said = [
        message.msg for message in checks.run_checks(tags=[checks.Tags.models]) if message.id == "dataflow.I001" and message.obj is Product
    ]
    assert said == (
        []
        if is_postgresql()
        else [
            "'jsonb_gin_indexes' makes no index, so a filter on what lies in specifications reads every row.",
            "'text_search' makes no index, so $text reads name and description of every row.",
        ]
    )


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"staus": "new"}, "Shape has no field 'staus'. Did you mean 'status'?"),
        ({"status": {"$regex": "n"}}, "compares 'status' by $regex, which a database cannot keep"),
        ({"status": {"$gte": "n"}}, "but text has no order that is the same in every database"),
        ({"price": {"$gtt": 1}}, "compares 'price' by $gtt, which a database cannot keep. Did you mean '$gt'?"),
        ({"price": {"$gt": None}}, "compares 'price' with nothing"),
        ({"price": "dear"}, "Shape.price"),
        ({"price": [1, 2]}, "compares 'price' with a list"),
        ({"price": {"$in": []}}, "gives $in on 'price' no list of values"),
        ({"price": {"$between": [1]}}, "gives $between on 'price' no [low, high]"),
        ({"sale": {"$null": 1}}, "asks whether 'sale' is empty by 1"),
        ({"specs": {}}, "compares 'specs' with a value, but it can only be compared with None"),
        ({"specs.power": 1}, "names 'specs.power', which lies inside a column or in another table"),
        ({"$ad": [{"price": 1}]}, "has the unknown operator '$ad'. Did you mean '$and'?"),
        ({"$and": {"price": 1}}, "gives $and no list of filters"),
        ({"$or": []}, "gives $or no list of filters"),
        ({"$not": 3}, "is 3 where a filter should be"),
        ({"$text": {"$search": "x"}}, "has the unknown operator '$text'"),
        ({"cheap": 3}, "names the filter 'cheap', where a column should be"),
        ({3: 4}, "has the unknown operator 3"),
        ({"price": {"$gt": {"$field": "prce"}}}, "Shape has no field 'prce'. Did you mean 'price'?"),
    ],
)
def test_a_condition_that_no_database_keeps_is_refused_and_no_table_made(dataflow: DataFlow, condition: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        shape(
            dataflow,
            FIELDS,
            __dataflow__={"filters": {"cheap": {"field": "price", "kind": "exact"}}},
            __indexes__=[{"fields": ["name"], "condition": condition}],
        )
    assert message in str(caught.value)
    assert str(caught.value).startswith("Shape.__indexes__[0]['condition']")
    dataflow.migrate()
    assert not [name for name in connection.introspection.table_names() if name.endswith("_shape")]


def test_an_unknown_word_of_choices_in_a_condition_is_refused(dataflow: DataFlow) -> None:
    from typing import Literal  # noqa: PLC0415

    with pytest.raises(ModelError, match="did you mean 'new'"):
        shape(dataflow, {"status": Literal["new", "old"]}, __indexes__=[{"fields": ["status"], "condition": {"status": "nwe"}}])


def test_two_of_one_name_are_refused_wherever_they_stand(dataflow: DataFlow) -> None:
    with pytest.raises(ModelError, match=r"Shape has two indexes or rules named 'by_"):
        shape(
            dataflow,
            FIELDS,
            __dataflow__={"constraints": [{"name": "by", "check": {"price": {"$gte": 0}}}]},
            __indexes__=[{"name": "by", "fields": ["name"]}],
        )


def test_an_index_without_a_name_gets_one_that_no_other_model_has(dataflow: DataFlow) -> None:
    class One:
        name: str
        __indexes__ = [{"fields": ["name"]}]

    class Two:
        name: str
        __indexes__ = [{"fields": ["name"]}]

    names = [dataflow.model(each)._meta.indexes[0].name for each in (One, Two)]  # type: ignore[union-attr]
    dataflow.migrate()
    assert len(set(names)) == 2
    assert all(len(name) <= models.Index.max_name_length for name in names)
