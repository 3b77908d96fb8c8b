from decimal import Decimal
from typing import Any

import pytest

from tests.integration.orm.tables import Awkward, Gadget, Maker, Part


@pytest.fixture
def gadget(run: Any) -> Any:
    return run("GadgetCreateNode", {"code": "G1", "name": "Gadget"})


def test_create_gives_the_whole_row_with_its_id_and_every_default(run: Any) -> None:
    row = run("GadgetCreateNode", {"code": "G1", "name": "Gadget", "price": 99.99})
    stored = Gadget.objects.get()
    assert dict(row) == {
        "id": stored.pk,
        "code": "G1",
        "name": "Gadget",
        "size": 0,
        "price": Decimal("99.99"),
        "color": "red",
        "maker_id": None,
        "changed_at": stored.changed_at,
        "created_at": stored.created_at,
        "tenant_id": "a",
        "deleted_at": None,
        "deletion_reason": "",
        "row_version": 1,
    }
    assert row["record"] is row


def test_a_row_may_have_an_id_of_its_own_and_the_next_one_is_above_it(run: Any) -> None:
    assert run("MakerCreateNode", {"id": 9000, "name": "x"})["id"] == 9000
    assert run("MakerCreateNode", {"name": "y"})["id"] > 9000


def test_columns_that_are_called_like_options_are_columns_of_a_create_and_reached_by_update(run: Any) -> None:
    row = run("AwkwardCreateNode", {"filter": "f", "limit": 5, "update": "u", "data": "d", "record": "r"})
    assert {name: row[name] for name in ("filter", "limit", "update", "data", "record")} == {
        "filter": "f",
        "limit": 5,
        "update": "u",
        "data": "d",
        "record": "r",
    }
    changed = run("AwkwardUpdateNode", {"id": row["id"], "update": {"filter": "g", "update": "v"}, "limit": 6})
    assert (changed["filter"], changed["update"], changed["limit"]) == ("g", "v", 6)
    assert run("AwkwardListNode", {"filter": {"filter": "g", "data": "d"}})["count"] == 1
    assert Awkward.objects.count() == 1


def test_a_taken_unique_value_is_an_error_that_names_field_and_value(run: Any, refused: Any, gadget: Any) -> None:
    fault = refused("GadgetCreateNode", {"code": "G1", "name": "Other"})
    assert (fault.code, fault.port) == ("integrity", "code")
    assert str(fault) == "There is a Gadget with code 'G1' already. Choose another value, or use an upsert."
    assert run("GadgetCountNode", {}) == {"count": 1}


def test_a_foreign_key_takes_an_id_under_either_name_or_a_row(run: Any) -> None:
    maker = run("MakerCreateNode", {"name": "Voltera"})
    for code, given in (("1", {"maker": maker["id"]}), ("2", {"maker_id": maker["id"]}), ("3", {"maker": maker})):
        assert run("GadgetCreateNode", {"code": code, "name": "n", **given})["maker_id"] == maker["id"]
    assert run("GadgetCountNode", {"filter": {"maker": maker["id"]}}) == {"count": 3}
    assert run("GadgetCountNode", {"filter": {"maker_id": {"$ne": maker["id"]}}}) == {"count": 0}


def test_a_foreign_key_to_a_row_that_is_not_there_is_refused(refused: Any) -> None:
    fault = refused("GadgetCreateNode", {"code": "1", "name": "n", "maker": 404})
    assert (fault.code, fault.port) == ("row_not_found", "maker")
    assert fault.message == "Gadget.maker points at Maker 404, which is not there."
    assert Gadget.objects.count() == 0


def test_read_finds_by_id_or_by_filter_and_says_what_it_looked_for(run: Any, refused: Any, gadget: Any) -> None:
    assert run("GadgetReadNode", {"id": gadget["id"]}) == gadget
    assert run("GadgetReadNode", {"filter": {"code": "G1"}}) == gadget
    fault = refused("GadgetReadNode", {"id": 404})
    assert (fault.code, fault.port) == ("row_not_found", "id")
    assert fault.message == "There is no Gadget with id 404 of tenant 'a'."
    fault = refused("GadgetReadNode", {"filter": {"code": "G2"}})
    assert fault.message == "There is no Gadget with filter {'code': 'G2'} of tenant 'a'."


def test_read_refuses_a_filter_that_finds_several_and_an_empty_one(run: Any, refused: Any, gadget: Any) -> None:
    run("GadgetCreateNode", {"code": "G2", "name": "Gadget"})
    assert refused("GadgetReadNode", {"filter": {"name": "Gadget"}}).message == "The filter finds 2 rows of Gadget, and one is wanted."
    assert refused("GadgetReadNode", {"filter": {}}).message == "The filter is empty, so it finds no one row."
    assert refused("GadgetReadNode", {}).message == "Which Gadget is meant is not said."
    assert refused("GadgetReadNode", {"id": None, "filter": {"code": "G1"}}).message == "id is empty."


@pytest.mark.parametrize(
    "values",
    [{"size": 7}, {"update": {"size": 7}}, {"fields": {"size": 7}}],
    ids=["flat", "under update", "under fields"],
)
@pytest.mark.parametrize("by_filter", [False, True])
def test_update_takes_its_values_in_three_ways_and_gives_the_whole_row(run: Any, gadget: Any, values: Any, by_filter: bool) -> None:  # noqa: FBT001
    which = {"filter": {"code": "G1"}} if by_filter else {"id": gadget["id"]}
    row = run("GadgetUpdateNode", {**which, **values})
    stored = Gadget.objects.get()
    assert dict(row) == {**gadget, "size": 7, "row_version": 2, "changed_at": stored.changed_at}
    assert (stored.size, stored.row_version) == (7, 2)


def test_update_of_a_row_that_is_not_there_is_an_error(refused: Any) -> None:
    assert refused("GadgetUpdateNode", {"id": 404, "size": 1}).code == "row_not_found"
    assert refused("GadgetUpdateNode", {"filter": {"code": "no"}, "update": {"size": 1}}).code == "row_not_found"


def test_update_of_a_version_that_is_gone_changes_nothing(run: Any, refused: Any, gadget: Any) -> None:
    run("GadgetUpdateNode", {"id": gadget["id"], "size": 1, "row_version": 1})
    fault = refused("GadgetUpdateNode", {"id": gadget["id"], "size": 2, "row_version": 1})
    assert (fault.code, fault.port) == ("conflict", "row_version")
    assert Gadget.objects.get().size == 1


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"id": 1}, "Nothing of the Gadget is to change."),
        ({"id": 1, "update": {}}, "Nothing of the Gadget is to change."),
        ({"id": 1, "size": 1, "update": {"size": 2}}, "size is given twice."),
        ({"id": 1, "update": {"siz": 2}}, "Gadget has no field 'siz'. Did you mean 'size'?"),
        ({"id": 1, "siz": 2}, "GadgetUpdateNode has no parameter 'siz'. Did you mean 'size'?"),
        ({"id": 1, "update": {"changed_at": "2026-01-01T00:00:00Z"}}, "Gadget.changed_at is set to the time of the write"),
        ({"id": 1, "update": {"row_version": 9}}, "Gadget.row_version is kept by the model itself, so no value may be given."),
        ({"id": 1, "update": [1]}, "update wants an object of fields and values, and a list was given."),
    ],
)
def test_update_refuses_what_would_have_no_effect(refused: Any, parameters: Any, sentence: str) -> None:
    assert sentence in str(refused("GadgetUpdateNode", parameters))


def test_update_cannot_move_a_row_to_another_key(refused: Any, gadget: Any) -> None:
    fault = refused("GadgetUpdateNode", {"id": gadget["id"], "update": {"id": gadget["id"] + 1}})
    assert fault.message == "The id of a Gadget cannot change."


def test_upsert_creates_then_updates_and_tells_which(run: Any) -> None:
    first = run("GadgetUpsertNode", {"code": "G1", "name": "one"})
    second = run("GadgetUpsertNode", {"code": "G1", "name": "two", "match_fields": ["code"]})
    assert (first["created"], second["created"], second["name"], second["id"]) == (True, False, "two", first["id"])
    assert second["row_version"] == 2


def test_upsert_takes_where_update_and_create(run: Any) -> None:
    parameters = {"where": {"code": "G1"}, "update": {"size": 2}, "create": {"name": "new", "size": 1}}
    first, second = run("GadgetUpsertNode", parameters), run("GadgetUpsertNode", parameters)
    assert [first[name] for name in ("created", "code", "name", "size")] == [True, "G1", "new", 1]
    assert [second[name] for name in ("created", "code", "name", "size")] == [False, "G1", "new", 2]


def test_upsert_refuses_an_unclear_match(run: Any, refused: Any) -> None:
    assert "no unique field of the model is given" in str(refused("GadgetUpsertNode", {"name": "n"}))
    assert refused("GadgetUpsertNode", {"update": {"size": 1}}).port == "where"
    assert "Give them in one way." in str(refused("GadgetUpsertNode", {"where": {"code": "1"}, "size": 1}))
    assert "GadgetUpsertNode has no parameter 'match_field'" in str(refused("GadgetUpsertNode", {"code": "1", "match_field": ["code"]}))
    run("GadgetCreateNode", {"code": "1", "name": "same"})
    run("GadgetCreateNode", {"code": "2", "name": "same"})
    assert "Several rows of Gadget have the same name" in str(refused("GadgetUpsertNode", {"name": "same", "match_fields": ["name"]}))


def test_delete_of_a_row_that_others_refer_to_names_them(run: Any, refused: Any, gadget: Any) -> None:
    part = run("PartCreateNode", {"gadget": gadget["id"], "label": "screw"})
    fault = refused("GadgetDeleteNode", {"id": gadget["id"], "hard_delete": True})
    assert fault.code == "integrity"
    assert fault.message == f"The Gadget is referred to by Part {part['id']}."
    assert (Gadget.objects.count(), Part.objects.count()) == (1, 1)


def test_delete_gives_what_the_row_was(run: Any) -> None:
    maker = run("MakerCreateNode", {"name": "x"})
    assert dict(run("MakerDeleteNode", {"id": maker["id"]})) == {"deleted": True, **maker}
    assert Maker.objects.count() == 0


def test_list_orders_cuts_and_tells_how_many_there_are(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": str(n), "name": "n", "size": n % 2, "price": n} for n in range(5)]})
    page = run("GadgetListNode", {"order_by": ["-size", "price"], "limit": 2, "offset": 1, "fields": ["code", "maker"]})
    assert page["records"] == [{"code": "3", "maker_id": None}, {"code": "0", "maker_id": None}]
    assert (page["count"], page["total"], len(page)) == (2, 5, 2)
    assert [row["code"] for row in run("GadgetListNode", {"filter": {"price_range": [1, None]}, "order_by": "-code"})] == [
        "4",
        "3",
        "2",
        "1",
    ]
    assert run("GadgetListNode", {"limit": 0}) == {"records": [], "count": 0, "total": 5, "next": None}


def test_list_orders_text_by_code_point_and_empty_values_last(run: Any) -> None:
    for text in ("b", None, "B", "a", "ä", "Z"):
        run("EverythingCreateNode", {"text": text})
    assert [row["text"] for row in run("EverythingListNode", {"order_by": ["text"]})] == ["B", "Z", "a", "b", "ä", None]
    assert [row["text"] for row in run("EverythingListNode", {"order_by": ["-text"]})] == ["ä", "b", "a", "Z", "B", None]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"order_by": ["-siz"]}, "Gadget has no field 'siz'. Did you mean 'size'?"),
        ({"order_by": {"size": 1}}, "order_by wants a list of field names"),
        ({"limit": -1}, "limit wants a whole number from 0 up, and the number -1 was given."),
        ({"offset": "2"}, "offset wants a whole number from 0 up"),
        ({"fields": ["nam"]}, "Gadget has no field 'nam'. Did you mean 'name'?"),
        ({"fields": []}, "fields wants a list of field names"),
        ({"filters": {}}, "GadgetListNode has no parameter 'filters'. Did you mean 'filter'?"),
        ({"ai_similarity_search": True}, "GadgetListNode has no parameter 'ai_similarity_search'."),
        ({"include_deleted": "yes"}, "include_deleted wants true or false"),
        ({"tenant_id": None}, "tenant_id is empty."),
        ({"filter": None}, "filter is empty."),
    ],
)
def test_list_refuses_what_it_does_not_know(refused: Any, parameters: Any, sentence: str) -> None:
    assert sentence in str(refused("GadgetListNode", parameters))


def test_history_says_who_changed_what_in_which_run_and_node(run: Any, gadget: Any) -> None:
    run("GadgetUpdateNode", {"id": gadget["id"], "size": 3})
    run("GadgetDeleteNode", {"id": gadget["id"], "hard_delete": True})
    rows = Gadget.history.order_by("history_id").values_list("history_type", "history_user_id", "history_run", "history_node", "size")
    assert list(rows) == [("+", "ann", "7", "step", 0), ("~", "ann", "7", "step", 3), ("-", "ann", "7", "step", 3)]
