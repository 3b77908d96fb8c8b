from typing import Any

import pytest

from tests.integration.orm.tables import Gadget, Part


@pytest.fixture
def five(run: Any) -> list[int]:
    """Create gadgets "0" to "4", whose sizes are their numbers, and give their ids."""
    data = [{"code": str(number), "name": "n", "size": number} for number in range(5)]
    ids: list[int] = run("GadgetBulkCreateNode", {"data": data, "return_ids": True})["ids"]
    return ids


def stored(*columns: str) -> list[tuple[Any, ...]]:
    return list(Gadget.objects.order_by("code").values_list(*columns))


@pytest.mark.parametrize("spelling", ["update", "fields"])
def test_all_that_a_filter_finds_get_the_new_values_and_a_trace(run: Any, five: Any, spelling: str) -> None:
    before = Gadget.objects.get(code="4").changed_at
    output = run("GadgetBulkUpdateNode", {"filter": {"size": {"$gte": 3}}, spelling: {"color": "green"}, "return_ids": True})
    assert output == {"updated": 2, "count": 2, "ids": five[3:]}
    assert stored("code", "color", "row_version") == [
        ("0", "red", 1),
        ("1", "red", 1),
        ("2", "red", 1),
        ("3", "green", 2),
        ("4", "green", 2),
    ]
    assert Gadget.objects.get(code="4").changed_at > before
    changes = Gadget.history.filter(history_type="~").order_by("code").values_list("code", "color", "row_version", "history_user_id")
    assert list(changes) == [("3", "green", 2, "ann"), ("4", "green", 2, "ann")]


def test_a_limit_takes_the_first_by_key(run: Any, five: Any) -> None:
    output = run("GadgetBulkUpdateNode", {"filter": {"size": {"$gt": 0}}, "update": {"size": 9}, "limit": 2, "return_ids": True})
    assert output["ids"] == five[1:3]
    assert run("GadgetBulkDeleteNode", {"filter": {"size": 9}, "limit": 1, "return_ids": True})["ids"] == five[1:2]


@pytest.mark.parametrize(
    "wanted", [{}, {"$and": []}, {"$and": [{}]}, {"$or": [{}, {"size": 1}]}, {"price_range": None}, {"$not": {"$or": []}}]
)
def test_a_filter_that_limits_nothing_is_refused_unless_all_is_true(run: Any, refused: Any, five: Any, wanted: Any) -> None:
    for node, more in (("BulkUpdate", {"update": {"size": 9}}), ("BulkDelete", {})):
        fault = refused(f"Gadget{node}Node", {"filter": wanted, **more})
        assert (fault.port, fault.message) == ("filter", "The filter is empty, so every Gadget would be meant.")
        assert refused(f"Gadget{node}Node", {"filter": wanted, "all": False, **more}).port == "filter"
    assert stored("size", "row_version") == [(size, 1) for size in range(5)]
    assert run("GadgetBulkUpdateNode", {"filter": wanted, "update": {"size": 9}, "all": True})["updated"] == 5
    assert run("GadgetBulkDeleteNode", {"filter": wanted, "all": True})["deleted"] == 5


def test_each_row_of_the_data_gets_values_of_its_own(run: Any, five: Any) -> None:
    data = [{"id": five[0], "size": 10}, {"id": five[3], "name": "three", "row_version": 1}]
    assert run("GadgetBulkUpdateNode", {"data": data}) == {"updated": 2, "count": 2}
    assert stored("code", "name", "size", "row_version")[0::3] == [("0", "n", 10, 2), ("3", "three", 3, 2)]
    assert Gadget.history.filter(history_type="~").count() == 2


def test_times_of_creation_stay_when_rows_are_rewritten(run: Any, five: Any) -> None:
    before = dict(stored("code", "created_at"))
    run("GadgetBulkUpdateNode", {"data": [{"id": five[0], "size": 10}]})
    run("GadgetBulkUpsertNode", {"data": [{"code": "1", "size": 11}]})
    assert dict(stored("code", "created_at")) == before
    assert set(Gadget.history.filter(history_type="~").values_list("created_at", flat=True)) == {before["0"], before["1"]}


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ({"id": 10**6, "size": 1}, "Row 2: there is no Gadget with id 1000000."),
        ({"size": 1}, "Row 2 has no 'id', by which rows of Gadget are matched."),
        ({"id": "first", "size": 1}, "Rows 1 and 2 are the same Gadget"),
        ({"id": "second", "size": "x"}, "Row 2: Gadget.size wants a whole number"),
        ({"id": "second", "code": "4"}, "Row 2: There is a Gadget with code '4' already."),
        ({"id": "second", "size": 1, "row_version": 3}, "has version 1 by now, not 3"),
    ],
)
def test_one_row_that_cannot_be_updated_keeps_all_as_they_were(run: Any, refused: Any, five: Any, second: Any, sentence: str) -> None:
    ids = {"first": five[0], "second": five[1]}
    row = {**second, "id": ids.get(second["id"], second["id"])} if "id" in second else second
    fault = refused("GadgetBulkUpdateNode", {"data": [{"id": five[0], "size": 9}, row]})
    assert sentence in str(fault)
    assert stored("size", "row_version") == [(size, 1) for size in range(5)]
    assert Gadget.history.count() == 5


def test_data_and_filter_are_two_ways_not_one(refused: Any, five: Any) -> None:
    fault = refused("GadgetBulkUpdateNode", {"data": [{"id": five[0], "size": 1}], "filter": {"size": 1}, "update": {"size": 2}})
    assert "filter stands beside data." in str(fault)
    assert "filter stands beside ids." in str(refused("GadgetBulkDeleteNode", {"ids": five, "filter": {"size": 1}}))


def test_upsert_creates_updates_and_skips_and_counts_each(run: Any, five: Any) -> None:
    data = [{"code": "1", "size": 11}, {"code": "9", "name": "new"}, {"code": "2"}]
    output = run("GadgetBulkUpsertNode", {"data": data, "match_fields": ["code"], "return_ids": True})
    assert {name: output[name] for name in ("created", "updated", "skipped", "count")} == {
        "created": 1,
        "updated": 1,
        "skipped": 1,
        "count": 2,
    }
    assert output["ids"] == [five[1], Gadget.objects.get(code="9").pk]
    assert stored("code", "size") == [("0", 0), ("1", 11), ("2", 2), ("3", 3), ("4", 4), ("9", 0)]


def test_upsert_updates_only_the_fields_that_it_is_told(run: Any, five: Any) -> None:
    run("GadgetBulkUpsertNode", {"data": [{"code": "1", "size": 11, "name": "x"}], "update_fields": ["name"]})
    assert stored("code", "size", "name")[1] == ("1", 1, "x")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([{"code": "7"}], "Row 1: Gadget.name is required."),
        ([{"code": "1", "size": 1}, {"code": "1", "size": 2}], "Rows 1 and 2 are the same Gadget: both have code '1'."),
        ([{"code": "1", "size": 1}, {"name": "x"}], "no unique field of the model is given in every row"),
    ],
)
def test_upsert_refuses_rows_that_it_cannot_place_and_writes_none(refused: Any, five: Any, data: Any, sentence: str) -> None:
    assert sentence in str(refused("GadgetBulkUpsertNode", {"data": data}))
    assert stored("size", "row_version") == [(size, 1) for size in range(5)]


def test_ids_are_deleted_all_or_none(run: Any, refused: Any, five: Any) -> None:
    fault = refused("GadgetBulkDeleteNode", {"ids": [*five[:2], 10**6]})
    assert (fault.code, str(fault)) == ("row_not_found", "There is no Gadget with id 1000000. Nothing was deleted.")
    assert len(stored("code")) == 5
    assert run("GadgetBulkDeleteNode", {"ids": five[:2], "return_ids": True}) == {"deleted": 2, "count": 2, "ids": five[:2]}
    assert stored("code") == [("2",), ("3",), ("4",)]


def test_rows_that_others_refer_to_are_not_removed_and_neither_are_the_others(run: Any, refused: Any, five: Any) -> None:
    part = run("PartCreateNode", {"gadget": five[2], "label": "screw"})
    fault = refused("GadgetBulkDeleteNode", {"ids": five, "hard_delete": True, "batch_size": 1})
    assert (fault.code, fault.message) == ("integrity", f"The Gadget is referred to by Part {part['id']}.")
    assert (len(stored("code")), Part.objects.count()) == (5, 1)


@pytest.mark.parametrize(("word", "size"), [("update", 11), ("upsert", 11), ("ignore", 1), ("skip", 1)])
def test_upsert_takes_the_words_for_what_happens_to_rows_that_are_there(run: Any, five: Any, word: str, size: int) -> None:
    run("GadgetBulkUpsertNode", {"data": [{"code": "1", "name": "n", "size": 11}], "conflict_resolution": word})
    assert stored("code", "size")[1] == ("1", size)


def test_upsert_refuses_words_that_would_have_no_effect(refused: Any) -> None:
    fault = refused("GadgetBulkUpsertNode", {"data": [], "conflict_resolution": "error"})
    assert fault.message == "GadgetBulkUpsertNode updates rows that are there, so their being there is no error."
    fault = refused("GadgetBulkUpsertNode", {"data": [], "conflict_resolution": "skip", "update_fields": ["name"]})
    assert fault.message == "update_fields says nothing where rows that are there are skipped."


def test_a_unique_column_that_is_set_for_many_rows_is_named(run: Any, refused: Any) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": code, "name": "n"} for code in ("1", "2")]})
    fault = refused("GadgetBulkUpdateNode", {"filter": {"name": "n"}, "update": {"code": "3"}})
    assert (fault.code, fault.message) == ("integrity", "There is a Gadget with the same code already.")
    assert sorted(Gadget.objects.values_list("code", flat=True)) == ["1", "2"]
