"""Deleted rows: restored, purged, and what of the rows that point at them."""

from collections.abc import Callable
from typing import Any

import pytest

from dataflow_app.errors import NodeError, StaleRow
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.purge import purge_rows
from dataflow_app.orm.rows.restore import restore_rows
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Gadget, Maker, Part

pytestmark = pytest.mark.django_db
ANN = Scope(tenant="a", enforced=True, actor="ann", address="203.0.113.7")
BOB = Scope(tenant="b", enforced=True, actor="bob")
Bound = Callable[[str], BoundModel]


def gadget(code: str, tenant: str = "a", **values: Any) -> Any:
    return Gadget.objects.create(code=code, name=code, tenant_id=tenant, **values)


def deleted(code: str, tenant: str = "a", **values: Any) -> Any:
    row = gadget(code, tenant, **values)
    row.delete(reason="recalled")
    return row


def everything() -> Any:
    return list(Gadget.all_objects.order_by("id").values()), Gadget.history.count()


def test_rows_are_restored_with_a_version_and_an_entry_in_their_history(bound: Bound) -> None:
    first, second, living = deleted("1"), deleted("2"), gadget("3")
    assert restore_rows(bound("Gadget"), ANN, [first.pk, second.pk, living.pk]) == 2
    rows = Gadget.objects.order_by("code").values_list("code", "deleted_at", "deletion_reason", "row_version")
    assert list(rows) == [("1", None, "", 3), ("2", None, "", 3), ("3", None, "", 1)]
    last = first.history.latest()
    assert (last.history_type, last.history_change_reason, last.history_user_id, last.history_address, last.row_version) == (
        "~",
        "restored",
        "ann",
        "203.0.113.7",
        3,
    )
    assert living.history.count() == 1


def test_a_row_is_not_restored_where_a_living_one_has_its_code_by_now(bound: Bound) -> None:
    old, other = deleted("1"), deleted("2")
    new = gadget("1")
    before = everything()
    with pytest.raises(NodeError) as caught:
        restore_rows(bound("Gadget"), ANN, [other.pk, old.pk])
    assert (caught.value.code, caught.value.port) == ("integrity", "code")
    assert caught.value.message == f"Gadget {old.pk} cannot be restored: Gadget {new.pk} has the same code '1'."
    assert caught.value.remedy == f"Give the one with id {new.pk} another value, or delete it. Nothing was restored."
    assert everything() == before


def test_two_deleted_rows_of_one_code_are_not_restored_together(bound: Bound) -> None:
    first, second = deleted("1"), deleted("1")
    before = everything()
    with pytest.raises(NodeError, match=f"Gadget {first.pk} cannot be restored: Gadget {second.pk} has the same code '1'"):
        restore_rows(bound("Gadget"), ANN, [first.pk, second.pk])
    assert everything() == before


def test_a_row_that_restores_itself_says_so_too_and_stays_deleted() -> None:
    old = deleted("1")
    gadget("1")
    with pytest.raises(NodeError, match="There is a Gadget with code '1' already"):
        old.restore()
    assert (old.deleted_at is not None, old.deletion_reason, old.row_version) == (True, "recalled", 2)


def test_a_row_that_somebody_else_changed_is_not_marked_as_deleted() -> None:
    row = gadget("1")
    Gadget.objects.update(size=1)
    with pytest.raises(StaleRow):
        row.delete(reason="recalled")
    assert (row.deleted_at, row.deletion_reason, Gadget.objects.count()) == (None, "", 1)


@pytest.mark.parametrize("work", [restore_rows, purge_rows])
def test_the_rows_of_another_tenant_are_neither_restored_nor_purged(bound: Bound, work: Any) -> None:
    theirs, mine = deleted("1"), deleted("2", "b")
    before = everything()
    with pytest.raises(NodeError, match=f"There is no Gadget with id {theirs.pk}") as caught:
        work(bound("Gadget"), BOB, [mine.pk, theirs.pk])
    assert caught.value.code == "row_not_found"
    assert everything() == before


@pytest.mark.parametrize("work", [restore_rows, purge_rows])
def test_a_model_that_keeps_no_deleted_rows_says_so(bound: Bound, work: Any) -> None:
    with pytest.raises(NodeError, match="Maker keeps no deleted rows"):
        work(bound("Maker"), ANN, [1])


def test_purged_rows_leave_their_history_with_a_last_entry(bound: Bound) -> None:
    row = deleted("1", size=3)
    assert purge_rows(bound("Gadget"), ANN, [row.pk, row.pk]) == 1
    assert Gadget.all_objects.count() == 0
    states = Gadget.history.order_by("history_id").values_list("history_type", "code", "size", "history_change_reason", "history_user_id")
    assert list(states) == [("+", "1", 3, None, None), ("~", "1", 3, "recalled", None), ("-", "1", 3, "purged", "ann")]


def test_a_living_row_is_not_purged(bound: Bound) -> None:
    gone, living = deleted("1"), gadget("2")
    before = everything()
    with pytest.raises(NodeError, match=f"Gadget {living.pk} cannot be purged, for it is not deleted"):
        purge_rows(bound("Gadget"), ANN, [gone.pk, living.pk])
    assert everything() == before


def test_a_row_that_is_pointed_at_is_deleted_softly_and_still_found_but_not_purged(bound: Bound) -> None:
    row = gadget("1")
    part = Part.objects.create(gadget=row, label="screw")
    row.delete()
    assert Part.objects.get().gadget.code == "1"
    with pytest.raises(NodeError, match=f"The Gadget is referred to by Part {part.pk}"):
        purge_rows(bound("Gadget"), ANN, [row.pk])
    part.delete()
    assert purge_rows(bound("Gadget"), ANN, [row.pk]) == 1


def test_nothing_new_may_point_at_a_deleted_row(run: Any, refused: Any) -> None:
    row = deleted("1")
    assert refused("PartCreateNode", {"gadget": row.pk, "label": "screw"}).code == "row_not_found"
    assert Part.objects.count() == 0


def test_a_removed_row_empties_what_points_at_it_with_an_entry_in_the_history_of_each(run: Any) -> None:
    maker = Maker.objects.create(name="Voltera", tenant_id="a")
    row = gadget("1", maker=maker)
    run("MakerDeleteNode", {"id": maker.pk})
    last = row.history.latest()
    assert (last.history_type, last.maker_id, last.row_version, last.history_user_id) == ("~", None, 2, "ann")
    assert Gadget.objects.get().row_version == 2
