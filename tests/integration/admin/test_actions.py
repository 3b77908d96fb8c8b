"""What is done to many rows at once."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dataflow_app.orm.bound_model import BoundModel
from tests.integration.admin.steps import PRODUCTS, bound_model, client_of, everything, states, stored, told

pytestmark = pytest.mark.django_db
ACROSS = {"select_across": "1", "confirmed": "yes"}


def act(client: Client, action: str, *rows: Any, query: str = "", **sent: Any) -> Any:
    """Press the button of an action on the list."""
    return client.post(f"{PRODUCTS}{query}", {"action": action, "_selected_action": [row.pk for row in rows], **sent})


def codes(product: BoundModel, **wanted: Any) -> list[str]:
    return list(stored(product).filter(**wanted).order_by("product_code").values_list("product_code", flat=True))


def test_fields_are_changed_after_they_were_asked_for(staff: Client, make: Any, product: BoundModel) -> None:
    rows = [make(code) for code in "ABC"]
    before = everything(product)
    page = act(staff, "update_rows", *rows[:2])
    assert page.context["title"] == "Change fields of 2 products"
    offered = {each["name"] for each in page.context["form"]}
    assert {"name", "category", "list_price", "specifications", "vendor"} <= offered
    assert not {"id", "product_code", "tenant_id", "price", "created_at", "row_version", "deleted_at"} & offered
    assert everything(product) == before

    sent = {"change-category": "on", "category": "saws", "change-specifications": "on", "specifications": '{"a": 1}', "name": "ignored"}
    assert act(staff, "update_rows", *rows[:2], confirmed="yes", **sent).status_code == 302
    assert told(staff.get(PRODUCTS)) == ["2 products changed."]
    changed = stored(product).filter(product_code__in="AB")
    assert {(row.category, row.name, row.row_version, row.specifications["a"]) for row in changed} == {("saws", "Drill", 2, 1)}
    assert {row.history.first().history_user_id for row in changed} == {"ada"}
    assert codes(product, category="saws") == ["A", "B"]


def test_a_value_that_cannot_be_stored_is_said_at_its_field_and_nothing_changes(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    foreign = bound_model("Vendor").model._default_manager.create(vendor_code="V", name="V", tenant_id="other")
    before = everything(product)
    sent = {"change-list_price": "on", "list_price": "-1", "change-images": "on", "images": "[5]", "change-vendor": "on"}
    page = act(staff, "update_rows", row, confirmed="yes", **sent, vendor=str(foreign.pk))
    assert page.context["form"].errors == {
        "list_price": ["Ensure this value is greater than or equal to 0."],
        "images": ["At [0]: it holds text, and the number 5 is in it."],
        "vendor": ["Select a valid choice. That choice is not one of the available choices."],
    }
    assert act(staff, "update_rows", row, confirmed="yes").context["form"].fault == "Tick the fields that are to change."
    assert everything(product) == before


def test_deleting_asks_keeps_the_reason_and_leaves_the_deleted_alone(staff: Client, make: Any, product: BoundModel) -> None:
    rows = [make(code) for code in "ABC"]
    rows[2].delete(reason="earlier")
    before = everything(product)
    page = act(staff, "delete_rows", *rows)
    assert (page.context["title"], page.context["softly"]) == ("Delete 2 products", True)
    assert everything(product) == before
    act(staff, "delete_rows", *rows, confirmed="yes", reason="sold out")
    assert codes(product, deletion_reason="sold out") == ["A", "B"]
    assert codes(product, deletion_reason="earlier") == ["C"]
    assert told(staff.get(PRODUCTS)) == ["2 products deleted."]


def test_deleted_rows_are_restored_and_purged_after_a_question(staff: Client, make: Any, product: BoundModel) -> None:
    rows = [make(code) for code in "ABC"]
    for row in rows[:2]:
        row.delete()
    act(staff, "restore_rows", rows[0], rows[2])
    assert codes(product, deleted_at=None) == ["A", "C"]
    assert told(staff.get(PRODUCTS)) == ["1 product restored."]
    before = everything(product)
    page = act(staff, "purge_rows", *rows)
    assert page.context["title"] == "Purge 1 product"
    assert "cannot be undone" in page.content.decode()
    assert everything(product) == before
    act(staff, "purge_rows", *rows, confirmed="yes")
    assert codes(product) == ["A", "C"]
    gone = states(product).filter(id=rows[1].pk).last()
    assert (gone.history_type, gone.history_user_id) == ("-", "ada")


def test_a_deleted_row_says_so_and_offers_both(staff: Client, make: Any) -> None:
    row = make("A")
    assert "deleted-banner" not in staff.get(f"{PRODUCTS}{row.pk}/change/").content.decode()
    row.delete(reason="sold out")
    page = staff.get(f"{PRODUCTS}{row.pk}/change/").content.decode()
    assert ("This product is deleted." in page, "sold out" in page) == (True, True)
    assert ('value="restore_rows">Restore<' in page, 'value="purge_rows">Purge…<' in page) == (True, True)
    assert '<span class="deleted-row">A Drill</span>' in staff.get(PRODUCTS).content.decode()


def test_what_the_services_refuse_is_a_message_and_nothing_is_half_done(staff: Client, make: Any, product: BoundModel) -> None:
    first, taken = make("A"), make("B")
    taken.delete()
    make("B")
    first.delete()
    before = everything(product)
    assert act(staff, "restore_rows", first, taken).status_code == 302
    assert "cannot be restored" in told(staff.get(PRODUCTS))[0]
    assert everything(product) == before
    variants = bound_model("ProductVariant").model._default_manager
    variants.create(product=first, variant_code="A-1", name="Small", list_price=1, tenant_id="acme")
    assert act(staff, "purge_rows", first, confirmed="yes").status_code == 302
    assert "is referred to by ProductVariant" in told(staff.get(PRODUCTS))[0]
    assert everything(product) == before


def test_all_that_match_are_changed_by_one_statement_that_no_key_leaves(staff: Client, make: Any, product: BoundModel) -> None:
    for number in range(25):
        make(f"P{number:02}", category="garden" if number % 5 == 0 else "tools")
    make("X", tenant="other")
    first = stored(product).get(product_code="P01")
    with CaptureQueriesContext(connection) as queries:
        act(staff, "update_rows", first, query="?q=tools", **ACROSS, **{"change-brand": "on", "brand": "Bosch"})
    assert len(codes(product, brand="Bosch")) == 20
    assert codes(product, brand="Bosch", tenant_id="other") == []
    writing = [query["sql"] for query in queries if 'UPDATE "catalog_product"' in query["sql"]]
    assert len(writing) == 1


def test_all_that_match_are_restored_and_purged_by_the_same_statements_as_one_is(staff: Client, make: Any, product: BoundModel) -> None:
    gone = [make(f"P{number:02}", deleted_at=timezone.now()) for number in range(21)]
    taken = []
    for rows in (gone[:1], gone[1:]):
        with CaptureQueriesContext(connection) as queries:
            act(staff, "restore_rows", *rows)
            stored(product).filter(pk__in=[row.pk for row in rows]).update(deleted_at=timezone.now())
            act(staff, "purge_rows", *rows, confirmed="yes")
        taken.append(len([query for query in queries if "catalog_" in query["sql"]]))
    assert taken[0] == taken[1]
    assert codes(product) == []
    told_of = states(product).filter(id=gone[5].pk).values_list("history_type", "history_change_reason")
    assert list(told_of)[1:] == [("~", "restored"), ("~", None), ("-", "purged")]


def test_each_action_asks_for_its_permission(make: Any, product: BoundModel) -> None:
    row = make("A")
    row.delete()
    living = make("B")
    before = everything(product)
    offered = {
        name: {action for action, _ in client_of(name, "acme", *codenames).get(PRODUCTS).context["action_form"].fields["action"].choices}
        for name, codenames in {
            "viewer": ["view_product"],
            "changer": ["view_product", "change_product"],
            "deleter": ["view_product", "delete_product"],
        }.items()
    }
    assert offered == {
        "viewer": {"", "export_rows", "run_workflow"},
        "changer": {"", "export_rows", "run_workflow", "update_rows", "restore_rows"},
        "deleter": {"", "export_rows", "run_workflow", "delete_rows", "purge_rows"},
    }
    viewer = client_of("w", "acme", "view_product")
    for action in ("update_rows", "delete_rows", "restore_rows", "purge_rows", "delete_selected"):
        act(viewer, action, row, living, confirmed="yes", post="yes", **{"change-name": "on", "name": "x"})
    assert everything(product) == before
    assert Permission.objects.filter(codename="change_product").exists()


@pytest.mark.parametrize("action", ["update_rows", "delete_rows", "restore_rows", "purge_rows", "export_rows"])
def test_no_action_reaches_the_rows_of_another_tenant(staff: Client, make: Any, product: BoundModel, action: str) -> None:
    theirs = make("THEIRS", tenant="other")
    deleted = make("GONE", tenant="other")
    deleted.delete()
    before = everything(product)
    sent = {"change-name": "on", "name": "x", "format": "json", "column": "product_code"}
    for across in ({}, {"select_across": "1"}):
        asked = act(staff, action, theirs, deleted, **across)
        assert asked.status_code in (200, 302)
        if asked.status_code == 200:
            assert "THEIRS" not in asked.content.decode()
        answer = act(staff, action, theirs, deleted, confirmed="yes", **sent, **across)
        if answer.streaming:
            assert b"".join(answer.streaming_content) == b"[\n]\n"
    assert everything(product) == before


def test_one_row_is_deleted_with_a_reason(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    url = f"{PRODUCTS}{row.pk}/delete/"
    assert "can be restored" in staff.get(url).content.decode()
    assert staff.post(url, {"post": "yes", "reason": "sold out"}).status_code == 302
    row.refresh_from_db()
    assert (row.deletion_reason, row.history.first().history_user_id) == ("sold out", "ada")


def test_a_row_of_a_model_that_keeps_none_is_removed_and_one_that_others_need_is_not(staff: Client, product: BoundModel) -> None:
    classes = bound_model("ETIMClassification").model._default_manager
    row = classes.create(etim_code="EC000001", name="Drill", tenant_id="acme", group_code="EG1", group_name="Tools")
    page = staff.post("/admin/catalog/etimclassification/", {"action": "delete_rows", "_selected_action": [row.pk]})
    assert "This cannot be undone." in page.content.decode()
    staff.post("/admin/catalog/etimclassification/", {"action": "delete_rows", "_selected_action": [row.pk], "confirmed": "yes"})
    assert not classes.exists()
