from typing import Any

import pytest

from dataflow_app.scope import Scope
from tests.integration.orm.tables import Gadget, Maker

A, B = (Scope(tenant=tenant, enforced=True, actor=tenant) for tenant in "ab")
NARROWED = Scope(tenant="b")
OWNER = Scope()


@pytest.fixture
def theirs(run: Any) -> Any:
    """Create a gadget of tenant "a", and its maker."""
    maker = run("MakerCreateNode", {"name": "Voltera"}, A)
    return run("GadgetCreateNode", {"code": "G1", "name": "Gadget", "maker": maker["id"]}, A)


def reaching(theirs: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every way of asking for the row of another tenant, with what the node must say of it."""
    key, code = theirs["id"], {"code": "G1"}
    return {
        "read by id": ("ReadNode", {"id": key}),
        "read by filter": ("ReadNode", {"filter": code}),
        "update by id": ("UpdateNode", {"id": key, "size": 9}),
        "update by filter": ("UpdateNode", {"filter": code, "fields": {"size": 9}}),
        "delete by id": ("DeleteNode", {"id": key}),
        "delete for good": ("DeleteNode", {"filter": code, "hard_delete": True}),
        "delete ids": ("BulkDeleteNode", {"ids": [key]}),
        "update data": ("BulkUpdateNode", {"data": [{"id": key, "size": 9}]}),
        "refer to": ("CreateNode", {"code": "G2", "name": "n", "maker": theirs["maker_id"]}),
        "refer to in an upsert": ("UpsertNode", {"code": "G2", "name": "n", "maker": theirs["maker_id"]}),
        "refer to in bulk": ("BulkCreateNode", {"data": [{"code": "G2", "name": "n", "maker_id": theirs["maker_id"]}]}),
        "refer to in a bulk upsert": ("BulkUpsertNode", {"data": [{"code": "G2", "name": "n", "maker": theirs["maker_id"]}]}),
    }


def naming(theirs: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every way of naming another tenant."""
    row = {"code": "G2", "name": "n", "tenant_id": "a"}
    return {
        "create": ("CreateNode", row),
        "read": ("ReadNode", {"id": theirs["id"], "tenant_id": "a"}),
        "update": ("UpdateNode", {"id": theirs["id"], "size": 9, "tenant_id": "a"}),
        "delete": ("DeleteNode", {"id": theirs["id"], "tenant_id": "a"}),
        "upsert": ("UpsertNode", row),
        "upsert in create": ("UpsertNode", {"where": {"code": "G2"}, "create": {"name": "n", "tenant_id": "a"}}),
        "list": ("ListNode", {"tenant_id": "a"}),
        "list by filter": ("ListNode", {"filter": {"tenant_id": "a"}}),
        "list by a filter inside": ("ListNode", {"filter": {"$or": [{"size": 1}, {"tenant_id": {"$in": ["b", "a"]}}]}}),
        "count": ("CountNode", {"tenant_id": "a"}),
        "bulk create": ("BulkCreateNode", {"data": [row]}),
        "bulk create, option": ("BulkCreateNode", {"data": [{"code": "G2", "name": "n"}], "tenant_id": "a"}),
        "bulk update": ("BulkUpdateNode", {"filter": {"code": "G1"}, "update": {"size": 9}, "tenant_id": "a"}),
        "bulk update, moving": ("BulkUpdateNode", {"all": True, "update": {"tenant_id": "a"}}),
        "bulk update, data": ("BulkUpdateNode", {"data": [{"id": theirs["id"], "tenant_id": "a", "size": 9}]}),
        "bulk delete": ("BulkDeleteNode", {"all": True, "tenant_id": "a"}),
        "bulk upsert": ("BulkUpsertNode", {"data": [row]}),
    }


REACHING = list(reaching({"id": 0, "maker_id": 0}))
NAMING = list(naming({"id": 0}))


def all_rows() -> Any:
    return list(Gadget.all_objects.order_by("id").values()), list(Maker.objects.order_by("id").values())


@pytest.mark.parametrize("scope", [B, NARROWED], ids=["enforced", "narrowed"])
@pytest.mark.parametrize("way", REACHING)
def test_the_row_of_another_tenant_is_not_there(refused: Any, theirs: Any, way: str, scope: Scope) -> None:
    before = all_rows()
    node, parameters = reaching(theirs)[way]
    fault = refused(f"Gadget{node}", parameters, scope)
    assert fault.code == "row_not_found"
    assert "tenant 'a'" not in str(fault)
    assert all_rows() == before


@pytest.mark.parametrize("scope", [B, NARROWED], ids=["enforced", "narrowed"])
@pytest.mark.parametrize("way", NAMING)
def test_another_tenant_cannot_be_named(refused: Any, theirs: Any, way: str, scope: Scope) -> None:
    before = all_rows()
    node, parameters = naming(theirs)[way]
    fault = refused(f"Gadget{node}", parameters, scope)
    assert fault.code == "not_permitted"
    assert all_rows() == before


def test_sets_of_rows_are_those_of_the_tenant(run: Any, theirs: Any) -> None:
    mine = run("GadgetCreateNode", {"code": "G1", "name": "mine"}, B)
    assert [row["id"] for row in run("GadgetListNode", {}, B)] == [mine["id"]]
    assert [row["id"] for row in run("GadgetListNode", {"filter": {"tenant_id": {"$ne": "b"}}}, B)] == []
    assert run("GadgetCountNode", {"filter": {"code": "G1"}}, B) == {"count": 1}
    assert run("GadgetBulkUpdateNode", {"all": True, "update": {"size": 5}, "return_ids": True}, B)["ids"] == [mine["id"]]
    upserted = run("GadgetBulkUpsertNode", {"data": [{"code": "G1", "size": 6}], "return_ids": True}, B)
    assert upserted == {"created": 0, "updated": 1, "skipped": 0, "count": 1, "ids": [mine["id"]]}
    assert run("GadgetUpsertNode", {"code": "G1", "size": 7}, B)["id"] == mine["id"]
    skipping = {"data": [{"code": "G1", "name": "n"}], "conflict_resolution": "skip"}
    assert run("GadgetBulkCreateNode", skipping, Scope(tenant="c")) == {"created": 1, "updated": 0, "skipped": 0, "count": 1}
    assert run("GadgetBulkDeleteNode", {"all": True, "hard_delete": True, "return_ids": True}, B)["ids"] == [mine["id"]]
    assert run("GadgetReadNode", {"id": theirs["id"]}, A) == theirs


def test_a_script_without_a_tenant_sees_all_rows_and_a_tenant_id_narrows_one_node(run: Any, theirs: Any) -> None:
    mine = run("GadgetCreateNode", {"code": "G1", "name": "mine", "tenant_id": "b"}, OWNER)
    nobody = run("GadgetCreateNode", {"code": "G1", "name": "nobody's"}, OWNER)
    assert (mine["tenant_id"], nobody["tenant_id"]) == ("b", "")
    assert run("GadgetCountNode", {}, OWNER) == {"count": 3}
    assert [row["id"] for row in run("GadgetListNode", {"filter": {"code": "G1"}, "tenant_id": "b"}, OWNER)] == [mine["id"]]
    assert run("GadgetUpsertNode", {"code": "G1", "size": 4}, OWNER)["id"] == nobody["id"]
    rows = [{"code": "G1", "size": 1, "tenant_id": tenant} for tenant in ("a", "b")]
    assert run("GadgetBulkUpsertNode", {"data": rows}, OWNER)["updated"] == 2
    assert run("GadgetUpdateNode", {"id": mine["id"], "update": {"tenant_id": "c"}}, OWNER)["tenant_id"] == "c"


def test_a_run_that_belongs_to_no_tenant_may_not_touch_rows_of_tenants(refused: Any) -> None:
    assert refused("GadgetListNode", {}, Scope(enforced=True)).code == "not_permitted"


def test_a_model_without_tenants_is_everybodys_and_takes_no_tenant_id(run: Any, refused: Any) -> None:
    row = run("EverythingCreateNode", {"text": "x"}, A)
    assert run("EverythingReadNode", {"id": row["id"]}, B)["text"] == "x"
    assert "EverythingReadNode has no parameter 'tenant_id'" in str(refused("EverythingReadNode", {"id": 1, "tenant_id": "a"}, A))
