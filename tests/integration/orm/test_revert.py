"""A row is put back into a state that it had."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.changes import changes_of
from dataflow_app.orm.rows.revert import revert_row
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Gadget, Maker

pytestmark = pytest.mark.django_db
ANN = Scope(tenant="a", enforced=True, actor="ann")
BOB = Scope(tenant="b", enforced=True, actor="bob")
OWNER = Scope()
Bound = Callable[[str], BoundModel]


@pytest.fixture
def row() -> Any:
    """Give a gadget of tenant "a" that was created with size 1 and has size 2 by now."""
    row = Gadget.objects.create(code="G1", name="Gadget", size=1, tenant_id="a")
    row.history.update(history_date=datetime(2026, 1, 1, 8, tzinfo=UTC))
    row.size = 2
    row.save()
    return row


def states(row: Any) -> list[int]:
    return list(Gadget.history.filter(id=row if isinstance(row, int) else row.pk).order_by("history_id").values_list("pk", flat=True))


def everything() -> Any:
    return list(Gadget.all_objects.order_by("id").values()), Gadget.history.count()


def test_a_state_comes_back_as_an_ordinary_change(bound: Bound, row: Any) -> None:
    restored = revert_row(bound("Gadget"), ANN, row.pk, states(row)[0])
    assert (restored["size"], restored["row_version"], restored["code"]) == (1, 3, "G1")
    assert restored["created_at"] == row.created_at
    assert restored["changed_at"] > row.changed_at
    last = changes_of(bound("Gadget"), ANN, row.pk)[0]
    assert (last["change"], last["actor"], last["reason"]) == ("changed", "ann", "restored the state of 2026-01-01T08:00:00+00:00")
    assert {name: values for name, values in last["fields"].items() if name != "changed_at"} == {
        "size": {"old": 2, "new": 1},
        "row_version": {"old": 2, "new": 3},
    }


def test_a_deleted_row_lives_again_in_a_state_in_which_it_lived(bound: Bound, row: Any) -> None:
    row.delete(reason="recalled")
    restored = revert_row(bound("Gadget"), ANN, row.pk, states(row)[1])
    assert (restored["deleted_at"], restored["deletion_reason"], restored["row_version"]) == (None, "", 4)


@pytest.mark.parametrize("which", [0, -1])
def test_a_removed_row_is_created_again_under_its_key(bound: Bound, row: Any, which: int) -> None:
    key, created_at = row.pk, row.created_at
    row.hard_delete()
    restored = revert_row(bound("Gadget"), ANN, key, states(key)[which])
    assert (restored["id"], restored["size"], restored["row_version"], restored["created_at"]) == (key, [1, 0, 2][which], 3, created_at)
    last = Gadget.history.latest("history_id")
    assert (last.history_type, last.created_at, last.row_version, last.history_user_id) == ("+", created_at, 3, "ann")
    new = Gadget.objects.create(code="G2", name="n")
    assert new.pk > key


def test_a_state_whose_code_another_row_has_by_now_is_refused(bound: Bound, row: Any) -> None:
    row.code = "G2"
    row.save()
    Gadget.objects.create(code="G1", name="other", tenant_id="a")
    before = everything()
    with pytest.raises(NodeError, match="There is a Gadget with code 'G1' already") as caught:
        revert_row(bound("Gadget"), ANN, row.pk, states(row)[0])
    assert caught.value.code == "integrity"
    assert everything() == before


def test_a_state_that_points_at_what_is_gone_is_refused(bound: Bound, row: Any) -> None:
    maker = Maker.objects.create(name="Voltera", tenant_id="a")
    row.maker = maker
    row.save()
    key = maker.pk
    maker.delete()
    before = everything()
    with pytest.raises(NodeError, match=f"Gadget.maker points at Maker {key}, which is not there") as caught:
        revert_row(bound("Gadget"), ANN, row.pk, states(row)[2])
    assert caught.value.code == "row_not_found"
    assert everything() == before


def test_neither_row_nor_state_of_another_tenant_can_be_restored(bound: Bound, row: Any) -> None:
    before = everything()
    for number in (states(row)[0], 0, 2**63, "1", None):
        with pytest.raises(NodeError) as caught:
            revert_row(bound("Gadget"), BOB, row.pk, number)  # type: ignore[arg-type] # whatever a form sends
        assert caught.value.code == "row_not_found"
    assert everything() == before


def test_a_row_that_is_another_tenants_by_now_is_not_brought_back(bound: Bound, row: Any) -> None:
    Gadget.objects.update(tenant_id="b")
    before = everything()
    for scope in (ANN, BOB):
        with pytest.raises(NodeError) as caught:
            revert_row(bound("Gadget"), scope, row.pk, states(row)[0])
        assert caught.value.code == "row_not_found"
    assert everything() == before
    assert revert_row(bound("Gadget"), OWNER, row.pk, states(row)[0])["tenant_id"] == "a"


def test_a_state_of_another_row_is_none_of_this_one(bound: Bound, row: Any) -> None:
    other = Gadget.objects.create(code="G2", name="n", tenant_id="a")
    with pytest.raises(NodeError, match=f"Gadget {row.pk} has no state {states(other)[0]}"):
        revert_row(bound("Gadget"), ANN, row.pk, states(other)[0])
