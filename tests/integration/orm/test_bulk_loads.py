"""Loads as users bring them: from iterators, in batches, with bad rows in them, on tables that hold rows already."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from dataflow_app.errors import DefinitionError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.scope import Scope
from tests.integration.orm import sample_models
from tests.integration.orm.tables import Crate, Everything, Gadget, Maker, Part

EVERYTHING: dict[str, Any] = {
    "text": "Größe\t\\N\n😀", "whole": -5, "real": 2.5, "amount": Decimal("-12.30"), "flag": True, "day": date(2026, 11, 24),
    "moment": datetime(2026, 11, 24, 9, 30, 1, 5, tzinfo=UTC), "clock": time(9, 30), "lasting": timedelta(days=1, seconds=2),
    "document": {"a": [1, {"b": None}], "c": 1.5, "ä": "\\"}, "names": ["a", "b"], "counts": {"a": 1}, "raw": b"\0\xff",
    "key": UUID(int=7), "small": 7, "short": "abcde",
}  # fmt: skip


def rows(*codes: str, **more: Any) -> list[dict[str, Any]]:
    return [{"code": code, "name": "n", **more} for code in codes]


def counts(output: Any) -> tuple[int, int, int]:
    return output["created"], output["updated"], output["skipped"]


def test_every_type_arrives_as_a_single_create_brings_it(run: Any) -> None:
    run("EverythingCreateNode", EVERYTHING)
    run("EverythingBulkCreateNode", {"data": [EVERYTHING, dict.fromkeys(EVERYTHING), {}]})
    run("EverythingBulkUpsertNode", {"data": [{**EVERYTHING, "whole": 9}], "match_fields": ["whole"]})
    one, many, empty, short, staged = Everything.objects.order_by("pk").values(*EVERYTHING)
    assert (one, many) == (EVERYTHING, EVERYTHING)
    assert empty == short == dict.fromkeys(EVERYTHING)
    assert staged == {**EVERYTHING, "whole": 9}


def test_rows_may_come_from_any_iterable(run: Any) -> None:
    def generated() -> Iterator[dict[str, Any]]:
        yield from rows("1", "2", "3")

    assert counts(run("GadgetBulkCreateNode", {"data": generated(), "batch_size": 2})) == (3, 0, 0)
    assert counts(run("GadgetBulkUpsertNode", {"data": iter(rows("3", "4", size=5)), "batch_size": 1})) == (1, 1, 0)
    assert counts(run("GadgetBulkCreateNode", {"data": map(dict, rows("4", "5")), "conflict_resolution": "skip"})) == (1, 0, 1)
    assert list(Gadget.objects.order_by("code").values_list("code", "size")) == [("1", 0), ("2", 0), ("3", 5), ("4", 5), ("5", 0)]


@pytest.mark.django_db(transaction=True)
def test_a_generator_is_a_parameter_like_any_other() -> None:
    builder = WorkflowBuilder().add_node("GadgetBulkCreateNode", "load", {"data": (row for row in rows("1", "2"))})
    results, _ = LocalRuntime(dataflow=sample_models.db, tenant="a").execute(builder)
    assert results["load"]["created"] == 2
    assert Gadget.objects.count() == 2


@pytest.mark.parametrize("data", ["code", {"code": "1"}, 7, b"code"])
def test_what_gives_no_rows_is_refused(refused: Any, data: Any) -> None:
    for node in ("GadgetBulkCreateNode", "GadgetBulkUpsertNode"):
        assert "data wants a list of rows" in refused(node, {"data": data}).message


def test_a_bad_row_far_down_is_named_and_nothing_is_written(refused: Any) -> None:
    data = [{"text": "x", "whole": number} for number in range(12_000)]
    data[11_999]["short"] = "much too long"
    fault = refused("EverythingBulkCreateNode", {"data": iter(data)})
    assert fault.message == "Row 12,000: Everything.short takes 5 characters at most, and 13 were given."
    assert fault.remedy == "Nothing was written."
    assert Everything.objects.count() == 0


def test_twenty_faults_are_told_and_the_rest_counted(refused: Any) -> None:
    fault = refused("GadgetBulkCreateNode", {"data": rows(*map(str, range(33)), size="x")})
    assert fault.message.count("Gadget.size wants a whole number") == 20
    assert "And 13 more." in fault.message


BAD: list[Any] = [
    ({"size": "x"}, "size"),
    ({"size": 10**30}, "size"),
    ({"size": float("nan")}, "size"),
    ({"name": "a\0b"}, "name"),
    ({"name": "\ud800"}, "name"),
    ({"name": None}, "name"),
    ({"price": 1.234}, "price"),
    ({"price": Decimal("NaN")}, "price"),
    ({"price": 10**9}, "price"),
    ({"color": "blue"}, "color"),
    ({"maker": 10**6}, "maker"),
    ({"colour": "red"}, "colour"),
    ({"row_version": 3}, "row_version"),
    ({"changed_at": "2026-11-24T09:30:00Z"}, "changed_at"),
]


@pytest.mark.parametrize(("wrong", "name"), BAD)
@pytest.mark.parametrize("node", ["GadgetBulkCreateNode", "GadgetBulkUpsertNode"])
def test_bad_data_of_every_kind_names_row_and_field_or_is_left_out(run: Any, refused: Any, node: str, wrong: Any, name: str) -> None:
    data = [*rows("1"), {**rows("2")[0], **wrong}, *rows("3")]
    fault = refused(node, {"data": data})
    assert fault.message.startswith("Row 2: ")
    assert name in fault.message
    assert Gadget.all_objects.count() == 0
    output = run(node, {"data": data, "on_error": "skip", "return_ids": True})
    assert (counts(output), output["failed"], len(output["ids"])) == ((2, 0, 0), 1, 2)
    assert [(each["row"], each["field"]) for each in output["errors"]] == [(2, name)]
    assert list(Gadget.objects.order_by("code").values_list("code", flat=True)) == ["1", "3"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("node", ["GadgetBulkCreateNode", "GadgetBulkUpsertNode"])
def test_a_drawn_row_with_a_fault_is_left_out_where_that_is_asked_for(node: str) -> None:
    data = [*rows("1"), {**rows("2")[0], "size": "x"}]
    runtime = LocalRuntime(dataflow=sample_models.db, tenant="a")
    output = runtime.execute(WorkflowBuilder().add_node(node, "load", {"data": data, "on_error": "skip"}))[0]["load"]
    assert (counts(output), [each["row"] for each in output["errors"]]) == ((1, 0, 0), [2])
    with pytest.raises(DefinitionError, match=r"load\.data: Row 2: Gadget\.size wants a whole number"):
        runtime.execute(WorkflowBuilder().add_node(node, "load", {"data": data}))


@pytest.mark.parametrize("match", [None, ["name"], ["code"]])
def test_rows_without_what_is_required_are_faults_where_conflicts_are_skipped_too(run: Any, refused: Any, match: Any) -> None:
    how = {"conflict_resolution": "skip", **({} if match is None else {"match_fields": match})}
    data = [*rows("1"), {"size": 1}]
    assert "Row 2: Gadget." in refused("GadgetBulkCreateNode", {"data": data, **how}).message
    assert Gadget.all_objects.count() == 0
    output = run("GadgetBulkCreateNode", {"data": data, **how, "on_error": "skip"})
    assert (counts(output), [(each["row"], each["message"]) for each in output["errors"]]) == (
        (1, 0, 0),
        [(2, "Gadget.code is required."), (2, "Gadget.name is required.")],
    )


def test_rows_that_conflict_are_left_out_and_told(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": rows("2")})
    output = run("GadgetBulkCreateNode", {"data": rows("0", "1", "2", "3", "1", "4"), "on_error": "skip"})
    assert (output["created"], output["failed"]) == (4, 2)
    assert [(each["row"], each["code"], each["message"].partition(". ")[0]) for each in output["errors"]] == [
        (3, "integrity", "There is a Gadget with code '2' already"),
        (5, "integrity", "Rows 2 and 5 are the same Gadget: both have code '1'"),
    ]
    assert Gadget.history.count() == 5


def test_the_same_row_twice_is_named_across_batches(refused: Any) -> None:
    for data in (rows("1", "2", "3", "1"), iter(rows("1", "2", "3", "1"))):
        fault = refused("GadgetBulkCreateNode", {"data": data, "batch_size": 2})
        assert fault.message == "Rows 1 and 4 are the same Gadget: both have code '1'."
    fault = refused("GadgetBulkUpsertNode", {"data": rows("1", "2", "3", "1"), "batch_size": 2})
    assert fault.message == "Rows 1 and 4 are the same Gadget: both have code '1'."
    assert Gadget.all_objects.count() == 0


TWICE: list[Any] = [
    {"code": "1"}, {"code": "2", "price": 3}, {"code": "3"}, {"price": 4, "code": "1"}, {"code": "4"}, {"code": "2"}, {"code": "5"},
]  # fmt: skip


@pytest.mark.parametrize("size", [2, 10_000])
def test_rows_of_other_columns_that_are_the_same_are_found_whatever_the_batch(run: Any, refused: Any, size: int) -> None:
    how = {"data": TWICE, "match_fields": ["code"], "batch_size": size}
    assert counts(run("CrateBulkCreateNode", {**how, "conflict_resolution": "skip"})) == (5, 0, 2)
    fault = refused("CrateBulkUpsertNode", how)
    assert [sentence for sentence in fault.message.split(". ") if "same" in sentence] == [
        "Rows 1 and 4 are the same Crate: both have code '1'",
        "Rows 2 and 6 are the same Crate: both have code '2'",
    ]
    output = run("CrateBulkUpsertNode", {**how, "on_error": "skip"})
    assert (counts(output), [each["row"] for each in output["errors"]]) == ((0, 1, 4), [4, 6])
    assert list(Crate.objects.order_by("code").values_list("price", flat=True)) == [1, 3, 1, 1, 1]


@pytest.mark.parametrize("name", [name for name in EVERYTHING if name not in ("document", "names", "counts")])
def test_what_two_rows_have_in_common_reads_the_same_whatever_the_batch(refused: Any, name: str) -> None:
    values = {name: EVERYTHING[name]}
    how = {"data": [values, values], "match_fields": [*values]}
    assert refused("EverythingBulkUpsertNode", how).message == refused("EverythingBulkUpsertNode", {**how, "batch_size": 1}).message


def test_an_upsert_leaves_out_what_it_cannot_place(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": rows("1", "2")})
    data = [
        {"code": "1", "size": 7},
        {"code": "9", "size": 7},
        {"size": 7, "name": "x"},
        {"code": "1", "name": "y"},
        {"code": "2", "color": "green"},
    ]
    output = run("GadgetBulkUpsertNode", {"data": data, "match_fields": ["code"], "on_error": "skip"})
    assert (counts(output), output["failed"]) == ((0, 2, 0), 3)
    assert [(each["row"], each["message"].partition(".")[0]) for each in output["errors"]] == [
        (2, "Gadget"),
        (3, "there is no 'code', by which rows of Gadget are matched"),
        (4, "Rows 1 and 4 are the same Gadget: both have code '1'"),
    ]
    assert list(Gadget.objects.order_by("code").values_list("size", "color", "row_version")) == [(7, "red", 2), (0, "green", 2)]


def test_columns_that_are_no_unique_rule_match_rows_too(run: Any, refused: Any) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": "1", "name": "a"}, {"code": "2", "name": "b"}, {"code": "3", "name": "b"}]})
    output = run(
        "GadgetBulkUpsertNode",
        {"data": [{"name": "a", "size": 5}, {"name": "c", "code": "4"}], "match_fields": ["name"], "return_ids": True},
    )
    assert counts(output) == (1, 1, 0)
    assert [Gadget.objects.get(pk=key).code for key in output["ids"]] == ["1", "4"]
    fault = refused("GadgetBulkUpsertNode", {"data": [{"name": "b", "size": 5}], "match_fields": ["name"]})
    assert "2 rows of Gadget have the same name (b)." in fault.message
    skipped = run(
        "GadgetBulkCreateNode",
        {
            "data": [{"name": "a", "code": "5"}, {"name": "d", "code": "6"}, {"name": "d", "code": "7"}],
            "match_fields": "name",
            "conflict_resolution": "skip",
        },
    )
    assert counts(skipped) == (1, 0, 2)


def test_another_tenant_s_rows_are_neither_matched_nor_touched(run: Any, refused: Any) -> None:
    theirs = Scope(tenant="b", enforced=True)
    run("GadgetBulkCreateNode", {"data": rows("1", size=1)}, theirs)
    key = Gadget.objects.get().pk
    assert counts(run("GadgetBulkUpsertNode", {"data": rows("1", size=2)})) == (1, 0, 0)
    assert counts(run("GadgetBulkCreateNode", {"data": rows("1", size=3), "conflict_resolution": "skip", "match_fields": ["code"]})) == (
        0,
        0,
        1,
    )
    fault = refused("GadgetBulkUpsertNode", {"data": [{"id": key, **rows("7")[0]}], "match_fields": ["id"]})
    assert fault.message == f"Row 1: There is a Gadget with id {key} already."
    assert "out of reach" in refused("GadgetBulkCreateNode", {"data": rows("8", tenant_id="b")}).message
    maker = run("MakerCreateNode", {"name": "theirs"}, theirs)["id"]
    assert "which is not there" in refused("GadgetBulkCreateNode", {"data": rows("8", maker=maker)}).message
    assert list(Gadget.objects.order_by("pk").values_list("tenant_id", "code", "size")) == [("b", "1", 1), ("a", "1", 2)]


def test_deleted_rows_are_in_nobody_s_way(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": rows("1", size=1)})
    run("GadgetBulkDeleteNode", {"filter": {"code": "1"}})
    assert counts(run("GadgetBulkUpsertNode", {"data": rows("1", size=2)})) == (1, 0, 0)
    assert list(Gadget.all_objects.order_by("pk").values_list("code", "size")) == [("1", 1), ("1", 2)]


def test_keys_that_are_given_are_counted_on_from(run: Any) -> None:
    first = run("MakerCreateNode", {"name": "m"})["id"]
    run("MakerBulkCreateNode", {"data": [{"id": first + 5, "name": "given"}, {"name": "counted"}]})
    run("MakerBulkUpsertNode", {"data": [{"id": first + 9, "name": "given"}], "match_fields": ["id"]})
    assert run("MakerCreateNode", {"name": "next"})["id"] == first + 10
    assert Maker.objects.count() == 5


def test_ids_follow_the_data_where_some_rows_give_their_keys(run: Any) -> None:
    first = run("MakerCreateNode", {"name": "m"})["id"]
    data = [{"name": "x"}, {"id": first + 50, "name": "y"}, {"name": "z"}, {"id": first + 60, "name": "w"}]
    ids = run("MakerBulkCreateNode", {"data": data, "return_ids": True})["ids"]
    assert [Maker.objects.get(pk=key).name for key in ids] == ["x", "y", "z", "w"]


def test_rows_that_break_another_rule_are_left_out_of_an_upsert(run: Any) -> None:
    run("CrateBulkCreateNode", {"data": [{"code": "A", "serial": 1}, {"code": "B", "serial": 2}]})
    data = [{"code": "A", "serial": 2}, {"code": "B", "size": 5}, {"code": "C", "serial": 1}, {"code": "D", "serial": 4}]
    output = run("CrateBulkUpsertNode", {"data": data, "match_fields": ["code"], "on_error": "skip"})
    assert (counts(output), [each["row"] for each in output["errors"]]) == ((1, 1, 0), [1, 3])
    assert list(Crate.objects.order_by("code").values_list("code", "serial", "size")) == [("A", 1, 1), ("B", 2, 5), ("D", 4, 1)]


def test_foreign_keys_are_looked_up_once_and_each_bad_one_is_named(run: Any, refused: Any) -> None:
    gadget = run("GadgetCreateNode", rows("1")[0])["id"]
    assert run("PartBulkCreateNode", {"data": [{"label": str(each), "gadget": gadget} for each in range(2_500)]})["created"] == 2_500
    fault = refused("PartBulkCreateNode", {"data": [{"label": "x", "gadget": key} for key in (gadget, 10**6, gadget, 10**6 + 1)]})
    assert "Row 2: Part.gadget points at Gadget 1000000, which is not there." in fault.message
    assert "Row 4: Part.gadget points at Gadget 1000001, which is not there." in fault.message
    assert Part.objects.count() == 2_500


def test_a_load_stops_between_two_batches_and_leaves_nothing(db: None) -> None:
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) == 3

    context = NodeContext(Scope(tenant="a"), "7", "step", 0, {}, "key", is_cancelled, lambda _: {})
    for node in ("GadgetBulkCreateNode", "GadgetBulkUpsertNode"):
        asked.clear()
        with pytest.raises(NodeCancelled):
            sample_models.db.registry.get(node).run(context, {"data": rows(*"123456789"), "batch_size": 2})  # type: ignore[union-attr] # it is there
        assert len(asked) == 3
    assert Gadget.all_objects.count() == 0


def test_history_holds_every_row_of_a_load_as_it_was(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": str(each), "name": "n", "size": each} for each in range(25)], "batch_size": 10})
    run("GadgetBulkUpsertNode", {"data": [{"code": str(each), "name": "n", "size": -each} for each in range(20, 30)]})
    states = Gadget.history.order_by("history_id").values_list("history_type", "code", "size", "row_version", "history_user_id")
    assert sorted(states, key=lambda state: (int(state[1]), state[0])) == sorted(
        [("+", str(each), each if each < 25 else -each, 1, "ann") for each in range(30)]
        + [("~", str(each), -each, 2, "ann") for each in range(20, 25)],
        key=lambda state: (int(state[1]), state[0]),
    )


@pytest.mark.parametrize(("word", "sentence"), [("ignore", "There is no on_error 'ignore'."), ("skp", "Did you mean 'skip'?")])
def test_what_on_error_may_say(refused: Any, word: str, sentence: str) -> None:
    assert sentence in str(refused("GadgetBulkCreateNode", {"data": rows("1"), "on_error": word}))
