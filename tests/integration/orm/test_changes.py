"""The audit log as people read it."""

from collections.abc import Callable
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.changes import changes_of
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Gadget

pytestmark = pytest.mark.django_db
OWNER = Scope()
A, B = (Scope(tenant=tenant, enforced=True) for tenant in "ab")
Bound = Callable[[str], BoundModel]


def told(changes: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            each["change"],
            {name: (value["old"], value["new"]) for name, value in each["fields"].items() if name in ("size", "code", "tenant_id")},
        )
        for each in changes
    ]


def test_each_change_says_who_when_from_where_and_what(bound: Bound) -> None:
    with acting(Scope(actor="ann", run="7", node="step", address="203.0.113.7", session="ff20304bce4c")):
        row = Gadget.objects.create(code="G1", name="Gadget", tenant_id="a")
    [change] = changes_of(bound("Gadget"), A, row.pk)
    state = row.history.get()
    assert {name: value for name, value in change.items() if name != "fields"} == {
        "history_id": state.pk,
        "at": state.history_date,
        "actor": "ann",
        "run": "7",
        "node": "step",
        "address": "203.0.113.7",
        "session": "ff20304bce4c",
        "change": "created",
        "reason": None,
    }
    assert change["fields"]["code"] == {"old": None, "new": "G1"}
    assert "maker_id" not in change["fields"]


def test_a_life_is_told_from_its_end_to_its_beginning(bound: Bound) -> None:
    row = Gadget.objects.create(code="G1", name="Gadget", tenant_id="a")
    key = row.pk
    Gadget.objects.update(size=5)
    Gadget.objects.filter(pk=key).delete(reason="recalled")
    Gadget.all_objects.get().restore()
    Gadget.objects.all().hard_delete()
    changes = changes_of(bound("Gadget"), A, key)
    assert told(changes) == [
        ("removed", {"code": ("G1", None), "size": (5, None), "tenant_id": ("a", None)}),
        ("restored", {}),
        ("deleted", {}),
        ("changed", {"size": (0, 5)}),
        ("created", {"code": (None, "G1"), "size": (None, 0), "tenant_id": (None, "a")}),
    ]
    assert [change["reason"] for change in changes] == [None, None, "recalled", None, None]


def test_what_a_row_was_while_it_was_another_tenants_is_not_told(bound: Bound) -> None:
    row = Gadget.objects.create(code="secret", name="Gadget", tenant_id="a")
    Gadget.objects.update(tenant_id="b", code="open")
    Gadget.objects.update(size=1)
    Gadget.objects.update(tenant_id="a", code="secret again")
    assert told(changes_of(bound("Gadget"), B, row.pk)) == [
        ("changed", {"size": (0, 1)}),
        ("changed", {"code": (None, "open"), "size": (None, 0), "tenant_id": (None, "b")}),
    ]
    assert [word for word, _ in told(changes_of(bound("Gadget"), A, row.pk))] == ["changed", "created"]
    assert len(changes_of(bound("Gadget"), OWNER, row.pk)) == 4


def test_a_row_that_never_was_or_never_was_the_tenants_is_not_found(bound: Bound) -> None:
    row = Gadget.objects.create(code="G1", name="Gadget", tenant_id="a")
    for scope, key in ((B, row.pk), (A, row.pk + 1)):
        with pytest.raises(NodeError) as caught:
            changes_of(bound("Gadget"), scope, key)
        assert caught.value.code == "row_not_found"


def test_a_row_from_before_the_history_has_no_changes(bound: Bound) -> None:
    row = Gadget.objects.create(code="G1", name="Gadget", tenant_id="a")
    row.history.all().delete()
    assert changes_of(bound("Gadget"), A, row.pk) == []
