from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dataflow_app.scope import Scope
from tests.integration.orm.tables import Everything, Gadget, Maker

NAMED = {"name": "n"}


def rows(*codes: str, **more: Any) -> list[dict[str, Any]]:
    return [{"code": code, **NAMED, **more} for code in codes]


def stored(*columns: str) -> list[tuple[Any, ...]]:
    return list(Gadget.all_objects.order_by("code").values_list(*columns))


def test_rows_get_the_union_of_columns_and_every_default(run: Any) -> None:
    data = [{"code": "1", "name": "a"}, {"code": "2", "name": "b", "size": 2}, {"code": "3", "name": "c", "price": 0.1, "color": "green"}]
    assert run("GadgetBulkCreateNode", {"data": data}) == {"created": 3, "updated": 0, "skipped": 0, "count": 3}
    assert stored("code", "size", "price", "color", "tenant_id", "row_version") == [
        ("1", 0, Decimal("1.00"), "red", "a", 1),
        ("2", 2, Decimal("1.00"), "red", "a", 1),
        ("3", 0, Decimal("0.10"), "green", "a", 1),
    ]


def test_ids_are_those_of_the_rows_in_the_order_of_the_data(run: Any) -> None:
    ids = run("GadgetBulkCreateNode", {"data": rows("c", "a", "b"), "return_ids": True, "batch_size": 2})["ids"]
    assert [Gadget.objects.get(pk=key).code for key in ids] == ["c", "a", "b"]


@pytest.mark.slow
def test_more_rows_than_a_statement_takes_parameters_for_are_written_in_few_statements(run: Any) -> None:
    data = [{"text": str(number), "whole": number} for number in range(6000)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert run("EverythingBulkCreateNode", {"data": data, "batch_size": 10_000})["created"] == 6000
    assert Everything.objects.filter(whole__gte=0).count() == 6000
    assert len([query for query in queries if query["sql"].startswith("INSERT")]) < 400


def test_a_fault_names_row_and_field_and_nothing_is_written(refused: Any) -> None:
    data = [*rows("1"), {"code": "2"}, {"code": "3", "name": "n", "size": "x", "colour": "red"}, "4"]
    fault = refused("GadgetBulkCreateNode", {"data": data})
    assert (fault.code, fault.port) == ("invalid_parameter", "data")
    assert "Row 3: Gadget.size wants a whole number, and text 'x' was given." in str(fault)
    assert "Row 3: Gadget has no field 'colour'. Did you mean 'color'?" in str(fault)
    assert "Row 4: this is text '4', not an object of fields and values." in str(fault)
    assert refused("GadgetBulkCreateNode", {"data": data[:2]}).message == "Row 2: Gadget.name is required."
    assert stored("code") == []


def test_a_row_that_is_there_fails_the_whole_batch_and_is_named(run: Any, refused: Any) -> None:
    run("GadgetBulkCreateNode", {"data": rows("1")})
    fault = refused("GadgetBulkCreateNode", {"data": rows("0", "1", "2"), "batch_size": 1})
    assert (fault.code, fault.message) == ("integrity", "Row 2: There is a Gadget with code '1' already.")
    fault = refused("GadgetBulkCreateNode", {"data": rows("3", "4", "3")})
    assert fault.message == "Rows 1 and 3 are the same Gadget: both have code '3'."
    assert stored("code") == [("1",)]
    assert Gadget.history.count() == 1


def test_rows_that_are_there_are_skipped_on_request(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": rows("1", size=5)})
    output = run("GadgetBulkCreateNode", {"data": rows("0", "1", "2", "2", size=7), "conflict_resolution": "skip", "return_ids": True})
    assert {name: output[name] for name in ("created", "updated", "skipped", "count")} == {
        "created": 2,
        "updated": 0,
        "skipped": 2,
        "count": 2,
    }
    assert stored("code", "size") == [("0", 7), ("1", 5), ("2", 7)]
    assert [Gadget.objects.get(pk=key).code for key in output["ids"]] == ["0", "2"]


@pytest.mark.parametrize("word", ["upsert", "update"])
def test_rows_that_are_there_are_updated_on_request_by_their_unique_field(run: Any, word: str) -> None:
    run("GadgetBulkCreateNode", {"data": rows("1", "2", size=5, price=3)})
    output = run("GadgetBulkCreateNode", {"data": rows("3", "1", size=7), "conflict_resolution": word, "return_ids": True})
    assert {name: output[name] for name in ("created", "updated", "skipped", "count")} == {
        "created": 1,
        "updated": 1,
        "skipped": 0,
        "count": 2,
    }
    assert stored("code", "size", "price", "row_version") == [
        ("1", 7, Decimal("3.00"), 2),
        ("2", 5, Decimal("3.00"), 1),
        ("3", 7, Decimal("1.00"), 1),
    ]
    assert [Gadget.objects.get(pk=key).code for key in output["ids"]] == ["3", "1"]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"data": rows("1"), "conflict_resolution": "upser"}, "There is no conflict_resolution 'upser'. Did you mean 'upsert'?"),
        ({"data": rows("1"), "batch_size": 0}, "batch_size wants a whole number from 1 to 10000"),
        ({"data": rows("1"), "match_fields": ["code"]}, "match_fields says nothing where conflicts are errors."),
        ({"data": rows("1"), "match_fields": ["cod"], "conflict_resolution": "skip"}, "Gadget has no field 'cod'. Did you mean 'code'?"),
        ({"data": {"code": "1"}}, "data wants a list of rows, and an object was given."),
        ({}, "GadgetBulkCreateNode needs 'data'."),
        ({"data": rows("1"), "ignore_conflicts": True}, "GadgetBulkCreateNode has no parameter 'ignore_conflicts'."),
    ],
)
def test_options_that_are_none_are_refused(refused: Any, parameters: Any, sentence: str) -> None:
    assert sentence in str(refused("GadgetBulkCreateNode", parameters))
    assert stored("code") == []


def test_a_model_without_unique_fields_cannot_tell_what_to_update(refused: Any) -> None:
    fault = refused("EverythingBulkCreateNode", {"data": [{"text": "x"}], "conflict_resolution": "upsert"})
    assert (fault.port, "no unique field of the model is given in every row" in fault.message) == ("match_fields", True)


def test_no_rows_are_no_work(run: Any) -> None:
    assert run("GadgetBulkCreateNode", {"data": []}) == {"created": 0, "updated": 0, "skipped": 0, "count": 0}
    assert run("GadgetBulkUpsertNode", {"data": [], "return_ids": True})["ids"] == []


def test_each_row_leaves_its_trace_in_one_statement(run: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        run("GadgetBulkCreateNode", {"data": rows("1", "2", "3")})
    assert len([query for query in queries if "gadget_history" in query["sql"] and query["sql"].startswith("INSERT")]) == 1
    run("GadgetBulkUpsertNode", {"data": [{"code": "1", "size": 4}]})
    history = Gadget.history.order_by("history_id").values_list(
        "history_type", "code", "size", "row_version", "history_user_id", "history_run"
    )
    assert list(history) == [
        ("+", "1", 0, 1, "ann", "7"),
        ("+", "2", 0, 1, "ann", "7"),
        ("+", "3", 0, 1, "ann", "7"),
        ("~", "1", 4, 2, "ann", "7"),
    ]


def test_a_key_that_is_taken_is_named_with_its_row(run: Any, refused: Any) -> None:
    there = run("PartCreateNode", {"label": "a", "gadget": run("GadgetCreateNode", rows("1")[0])["id"]})
    fault = refused("PartBulkCreateNode", {"data": [{"label": "b", "gadget": there["gadget_id"], "id": there["id"]}]})
    assert (fault.code, fault.message) == ("integrity", f"Row 1: There is a Part with id {there['id']} already.")


def test_a_key_that_another_tenant_has_taken_is_named_with_its_row(run: Any, refused: Any) -> None:
    theirs = run("MakerCreateNode", {"name": "theirs"}, Scope(tenant="b"))["id"]
    fault = refused("MakerBulkUpsertNode", {"data": [{"id": theirs, "name": "ours"}], "match_fields": ["id"]})
    assert (fault.code, fault.message) == ("integrity", f"Row 1: There is a Maker with id {theirs} already.")
    assert list(Maker.objects.values_list("name", flat=True)) == ["theirs"]
