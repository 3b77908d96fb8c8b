"""Operators in upserts: they are for the row that is there."""

from typing import Any


def test_an_operator_is_for_the_row_that_is_there(run: Any) -> None:
    upsert = {"where": {"code": "s"}, "update": {"$inc": {"stock": 1}, "tags": {"$push": "again"}}, "create": {"stock": 10}}
    first, second = run("ShelfUpsertNode", upsert), run("ShelfUpsertNode", upsert)
    assert (first["created"], first["stock"], first["tags"]) == (True, 10, None)
    assert (second["created"], second["stock"], second["tags"], second["row_version"]) == (False, 11, ["again"], 2)


def test_an_upsert_whose_operator_fails_leaves_the_row(run: Any, refused: Any) -> None:
    row = run("ShelfCreateNode", {"code": "s", "label": "x"})
    fault = refused("ShelfUpsertNode", {"where": {"code": "s"}, "update": {"$inc": {"reserve": -1}, "label": "y"}})
    assert fault.message == "Shelf.reserve would become -1, and it takes numbers from 0 to 2147483647."
    assert run("ShelfReadNode", {"id": row["id"]}) == row


def test_a_flat_column_of_an_upsert_is_a_value(refused: Any) -> None:
    fault = refused("ShelfUpsertNode", {"code": "s", "stock": {"$inc": 1}})
    assert str(fault) == "stock is given $inc, and a new row needs a value. Give operators under 'update', with 'where' and 'create'."
