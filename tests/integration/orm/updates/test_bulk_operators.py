"""Many rows changed by one statement, or each by its own values."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dataflow_app.orm.bulk.cancelling import Stopped, cancellable
from dataflow_app.orm.bulk.delete import delete_selected
from dataflow_app.orm.bulk.update import Selection, update_selected
from dataflow_app.scope import Scope
from tests.integration.orm.updates.shelves import boxes, lids, shelves


@pytest.fixture
def five(run: Any) -> list[int]:
    """Create shelves "0" to "4", whose stocks are their numbers, and give their ids."""
    data = [{"code": str(number), "stock": number} for number in range(5)]
    ids: list[int] = run("ShelfBulkCreateNode", {"data": data, "return_ids": True})["ids"]
    return ids


def stored(*columns: str) -> list[tuple[Any, ...]]:
    return list(shelves.objects.order_by("code").values_list(*columns))


def test_operators_change_every_row_from_what_it_holds(run: Any, five: Any) -> None:
    update = {"$inc": {"stock": 10, "counts.seen": 1}, "$push": {"tags": "moved"}, "label": "new"}
    assert run("ShelfBulkUpdateNode", {"filter": {"stock": {"$gte": 3}}, "update": update, "return_ids": True}) == {
        "updated": 2,
        "count": 2,
        "ids": five[3:],
    }
    assert stored("stock", "counts", "tags", "label", "row_version") == [
        *((number, None, None, None, 1) for number in range(3)),
        *((number + 10, {"seen": 1}, ["moved"], "new", 2) for number in (3, 4)),
    ]
    history = shelves.history.filter(history_type="~").order_by("code").values_list("stock", "tags", "row_version", "history_user_id")
    assert list(history) == [(13, ["moved"], 2, "ann"), (14, ["moved"], 2, "ann")]


def test_one_row_that_breaks_a_rule_keeps_all_as_they_were(run: Any, refused: Any, five: Any) -> None:
    run("ShelfUpdateNode", {"id": five[2], "rating": 5})
    before = stored("stock", "rating", "row_version", "changed_at")
    fault = refused("ShelfBulkUpdateNode", {"all": True, "filter": {}, "update": {"$inc": {"rating": 1, "stock": 1}}})
    assert str(fault) == "Shelf.rating would become 6, and it takes numbers from 1 to 5. Nothing was written."
    assert (stored("stock", "rating", "row_version", "changed_at"), shelves.history.count()) == (before, 6)


def test_a_column_that_only_python_can_check_is_looked_at_after_the_write(run: Any, refused: Any, five: Any) -> None:
    fault = refused("ShelfBulkUpdateNode", {"filter": {"stock": {"$lt": 3}}, "update": {"$inc": {"pairs": 1}}})
    assert "Shelf.pairs does not take it: It is odd." in fault.message
    assert run("ShelfBulkUpdateNode", {"filter": {"stock": {"$lt": 3}}, "update": {"$inc": {"pairs": 2}}})["updated"] == 3
    assert stored("pairs") == [(2,), (2,), (2,), (0,), (0,)]


def test_a_filter_on_what_changes_still_tells_which_rows_were_touched(run: Any, five: Any) -> None:
    output = run("ShelfBulkUpdateNode", {"filter": {"stock": 1}, "update": {"stock": 2}, "return_ids": True})
    assert output["ids"] == [five[1]]
    assert list(shelves.history.filter(history_type="~").values_list("id", flat=True)) == [five[1]]


def test_an_update_by_filter_is_one_statement_that_fetches_no_keys(run: Any) -> None:
    run("BoxBulkCreateNode", {"data": [{"name": str(number)} for number in range(9)]})
    with CaptureQueriesContext(connection) as captured:
        assert run("BoxBulkUpdateNode", {"filter": {"size": 0}, "update": {"$inc": {"size": 1}}})["updated"] == 9
    sql = [each["sql"] for each in captured.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert len(sql) == 1
    assert (sql[0].startswith("UPDATE"), "RETURNING" in sql[0]) == (True, False)


def test_a_limit_takes_the_first_by_key_and_another_tenant_is_left_alone(run: Any, five: Any) -> None:
    run("ShelfCreateNode", {"code": "0", "stock": 1}, Scope(tenant="b", enforced=True))
    output = run("ShelfBulkUpdateNode", {"all": True, "filter": {}, "update": {"$inc": {"stock": 100}}, "limit": 2, "return_ids": True})
    assert output["ids"] == five[:2]
    assert stored("tenant_id", "stock") == [("a", 100), ("b", 1), ("a", 101), ("a", 2), ("a", 3), ("a", 4)]


def test_a_version_in_the_filter_leaves_rows_that_somebody_changed(run: Any, five: Any) -> None:
    run("ShelfUpdateNode", {"id": five[0], "stock": 7})
    assert run("ShelfBulkUpdateNode", {"filter": {"row_version": 1}, "update": {"label": "x"}})["updated"] == 4
    assert stored("label")[0] == (None,)


def test_each_row_of_the_data_gets_values_of_every_type(run: Any, five: Any) -> None:
    many = {"price": "2.50", "weight": 0.1, "label": 'it\'s "1" %s {x}\\', "day": "2026-01-02", "seen": "2026-01-02T03:04:05Z"}
    json = {"spec": {"a": [1, None, "x'"]}, "tags": ["a,b", '"c"'], "anything": "text", "lasting": "01:00:00"}
    data = [{"id": five[0], **many}, {"id": five[1], **json}, {"id": five[2], "weight": None, "label": None}]
    assert run("ShelfBulkUpdateNode", {"data": data, "return_ids": True})["updated"] == 3
    first, second = (run("ShelfReadNode", {"id": key}) for key in five[:2])
    assert (first["price"], first["weight"], first["label"], first["worth"]) == (Decimal("2.50"), 0.1, many["label"], Decimal("2.50"))
    assert (first["day"].isoformat(), first["seen"].isoformat()) == ("2026-01-02", "2026-01-02T03:04:05+00:00")
    assert (second["spec"], second["tags"], second["anything"]) == (json["spec"], json["tags"], json["anything"])
    assert [row for (row,) in stored("row_version")] == [2, 2, 2, 1, 1]
    assert shelves.history.filter(history_type="~").count() == 3


def test_a_row_of_the_data_that_is_stale_is_named_and_none_is_written(run: Any, refused: Any, five: Any) -> None:
    run("ShelfUpdateNode", {"id": five[1], "stock": 7})
    data = [{"id": five[0], "stock": 9, "row_version": 1}, {"id": five[1], "stock": 9, "row_version": 1}]
    fault = refused("ShelfBulkUpdateNode", {"data": data})
    assert fault.message == f"Row 2: Shelf {five[1]} has version 2 by now, not 1: somebody else changed it."
    assert stored("stock")[:2] == [(0,), (7,)]


def test_the_rows_of_another_tenant_are_not_there(run: Any, refused: Any, five: Any) -> None:
    fault = refused("ShelfBulkUpdateNode", {"data": [{"id": five[0], "stock": 9}]}, Scope(tenant="b", enforced=True))
    assert fault.message == f"Row 1: there is no Shelf with id {five[0]}."
    assert stored("stock")[0] == (0,)


def test_rows_that_nothing_refers_to_are_removed_by_one_statement_and_leave_a_trace(run: Any, five: Any) -> None:
    assert run("ShelfBulkDeleteNode", {"filter": {"stock": {"$lt": 2}}, "hard_delete": True, "return_ids": True})["ids"] == five[:2]
    assert stored("code") == [("2",), ("3",), ("4",)]
    gone = shelves.history.filter(history_type="-").order_by("code").values_list("code", "history_user_id", "history_node")
    assert list(gone) == [("0", "ann", "step"), ("1", "ann", "step")]
    run("BoxBulkCreateNode", {"data": [{"name": "a"}, {"name": "b"}]})
    with CaptureQueriesContext(connection) as captured:
        assert run("BoxBulkDeleteNode", {"filter": {"name": "a"}}) == {"deleted": 1, "count": 1}
    assert [each["sql"].split()[0] for each in captured.captured_queries if "SAVEPOINT" not in each["sql"]].count("DELETE") == 1


def test_what_refers_to_a_removed_row_goes_with_it_or_is_emptied_and_leaves_a_trace(run: Any) -> None:
    first, second = (run("BoxCreateNode", {"name": name})["id"] for name in "ab")
    run("LidCreateNode", {"box": first, "spare": second})
    kept = run("LidCreateNode", {"box": second, "spare": first})["id"]
    assert run("BoxBulkDeleteNode", {"filter": {"name": "a"}})["deleted"] == 1
    assert list(lids.objects.values_list("id", "spare_id")) == [(kept, None)]
    assert sorted(lids.history.values_list("history_type", flat=True)) == ["+", "+", "-", "~"]
    assert list(boxes.objects.values_list("name", flat=True)) == ["b"]


def test_a_run_that_is_cancelled_between_batches_writes_nothing(bound: Callable[[str], Any], run: Any, five: Any) -> None:
    asked = iter([False, True, False, True])
    which = Selection(all_rows=True, limit=4, batch_size=2)
    with cancellable(lambda: next(asked)), pytest.raises(Stopped):
        update_selected(bound("Shelf"), Scope(), which, {"$inc": {"stock": 1}})
    with cancellable(lambda: next(asked)), pytest.raises(Stopped):
        delete_selected(bound("Shelf"), Scope(), which, softly=False)
    assert stored("stock", "row_version") == [(number, 1) for number in range(5)]


def test_rows_of_the_data_hold_values_and_no_operators(refused: Any, five: Any) -> None:
    for column, update in (("spec", {"$inc": 1}), ("stock", {"$inc": 1})):
        fault = refused("ShelfBulkUpdateNode", {"data": [{"id": five[0], column: update}]})
        assert fault.message.startswith(f"Row 1: Shelf.{column} ")
    assert stored("spec", "stock", "row_version")[0] == (None, 0, 1)
