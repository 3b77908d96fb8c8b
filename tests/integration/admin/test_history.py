"""The history of a row: what changed, who did it, and how a state comes back."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dataflow_app.admin.history_changes import ABSENT, json_changes
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope
from tests.integration.admin.steps import PRODUCTS, bound_model, client_of, everything, states, stored, told

pytestmark = pytest.mark.django_db


def entries(client: Client, row: Any) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return what happened and what changed, the newest first."""
    return [(each["what"], each["changes"]) for each in client.get(f"{PRODUCTS}{row.pk}/history/").context["entries"]]


def state_page(row: Any, place: int) -> str:
    """Return the page of one of the row's states; 0 is the newest."""
    return f"{PRODUCTS}{row.pk}/history/{list(row.history.all())[place].pk}/"


def test_json_is_compared_by_path() -> None:
    old, new = {"a": {"b": [1, 2, {"c": None}]}, "gone": 1, "same": []}, {"a": {"b": [1, 3, {"c": 0}, "x"]}, "came": True, "same": []}
    assert list(json_changes(old, new)) == [
        (".a.b[1]", 2, 3),
        (".a.b[2].c", None, 0),
        (".a.b[3]", ABSENT, "x"),
        (".gone", 1, ABSENT),
        (".came", ABSENT, True),
    ]
    assert list(json_changes([1], {"a": 1})) == [("", [1], {"a": 1})]
    assert list(json_changes({"a": True}, {"a": 1})) == [(".a", True, 1)]


def test_every_state_says_what_changed_and_what_happened(staff: Client, make: Any) -> None:
    row = make("A", specifications={"torque": 5})
    row.name, row.specifications, row.sale_price = "Saw", {"torque": 6, "voltage": "18V"}, Decimal("1.50")
    row.save()
    row.delete(reason="sold out")
    row.restore()
    assert entries(staff, row) == [
        ("Restored", [("Deleted at", told_time(row, 1), "(empty)"), ("Deletion reason", "sold out", '""')]),
        ("Deleted", [("Deleted at", "(empty)", told_time(row, 1)), ("Deletion reason", '""', "sold out")]),
        (
            "Changed",
            [
                ("Name", "Drill", "Saw"),
                ("Sale price", "(empty)", "1.50"),
                ("Specifications.torque", "5", "6"),
                ("Specifications.voltage", "(not there)", "18V"),
            ],
        ),
        ("Created", []),
    ]


def told_time(row: Any, place: int) -> str:
    moment = list(row.history.all())[place].deleted_at
    return f"{moment.day} {moment:%b %Y, %H:%M:%S}"


def test_a_state_says_who_and_from_where(admin_client: Client, make: Any) -> None:
    with acting(Scope(actor="ada", run="214", node="create", address="10.0.0.7", session="4f2a")):
        row = make("A")
    page = admin_client.get(f"{PRODUCTS}{row.pk}/history/").content.decode()
    for words in ("ada", '<a href="/runs/214/">run #214</a>, node create', "from 10.0.0.7", "session 4f2a"):
        assert words in page


def test_foreign_keys_are_named_and_the_queries_stay_few(staff: Client, make: Any) -> None:
    vendors = bound_model("Vendor").model._default_manager
    sellers = [vendors.create(vendor_code=f"V{number}", name=f"Vendor {number}", tenant_id="acme") for number in range(20)]
    foreign = vendors.create(vendor_code="X", name="Secret", tenant_id="other")
    row = make("A")
    taken = []
    for number, seller in enumerate([*sellers, foreign], 1):
        row.vendor = seller
        row.save()
        if number in (1, 20):
            with CaptureQueriesContext(connection) as queries:
                assert entries(staff, row)[0][1][0][2] == f"Vendor {number - 1} ({seller.pk})"
            taken.append(len(queries))
    assert taken[0] == taken[1]
    assert entries(staff, row)[0][1][0][2] == str(foreign.pk)


def test_a_long_history_is_leafed_through_and_each_page_knows_what_came_before(staff: Client, make: Any) -> None:
    row = make("A")
    for number in range(60):
        row.name = f"Drill {number}"
        row.save()
    pages = [staff.get(f"{PRODUCTS}{row.pk}/history/?p={number}").context for number in (1, 2)]
    assert [len(page["entries"]) for page in pages] == [50, 11]
    assert pages[0]["entries"][-1]["changes"] == [("Name", "Drill 9", "Drill 10")]
    assert pages[1]["entries"][-1]["what"] == "Created"


def test_a_state_is_shown_beside_today_and_restored(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A", specifications={"torque": 5})
    row.name, row.specifications = "Saw", {}
    row.save()
    url = state_page(row, 1)
    before = everything(product)
    fields = {field["name"]: field for field in staff.get(url).context["fields"]}
    assert (fields["Name"]["then"], fields["Name"]["now"], fields["Name"]["differs"]) == ("Drill", "Saw", True)
    assert fields["Specifications"]["parts"] == [("Specifications.torque", "(not there)", "5")]
    assert not fields["Brand"]["differs"]
    assert everything(product) == before

    assert staff.post(url).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.specifications, row.row_version) == ("Drill", {"torque": 5}, 3)
    newest = row.history.first()
    assert newest.history_user_id == "ada"
    assert newest.history_change_reason.startswith("restored the state of")
    assert told(staff.get(PRODUCTS))[0].startswith("The product is as it was on")


def test_a_row_that_is_gone_for_good_comes_back_by_a_superuser(admin_client: Client, staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    key = row.pk
    row.hard_delete()
    state = states(product).filter(id=key, history_type="+").get().pk
    url = f"{PRODUCTS}{key}/history/{state}/"
    assert [staff.get(url).status_code, staff.post(url).status_code] == [404, 404]
    page = admin_client.get(f"{PRODUCTS}{key}/history/")
    assert [each["what"] for each in page.context["entries"]] == ["Removed for good", "Created"]
    assert "gone for good" in admin_client.get(url).content.decode()
    assert admin_client.post(url).status_code == 302
    assert stored(product).get(pk=key).product_code == "A"


def test_a_state_that_cannot_come_back_is_a_message(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    row.product_code = "B"
    row.save()
    make("A")
    url = state_page(row, 1)
    before = everything(product)
    assert staff.post(url).status_code == 302
    assert "There is a Product with product_code 'A' already." in told(staff.get(url))[0]
    assert everything(product) == before


def test_history_is_for_who_may_see_the_row_and_restoring_for_who_may_change_it(make: Any, product: BoundModel) -> None:
    row = make("A")
    row.name = "Saw"
    row.save()
    url, before = state_page(row, 1), everything(product)
    viewer, nobody, stranger = client_of("v", "acme", "view_product"), client_of("n", "acme", "view_vendor"), client_of("s", "other")
    page = viewer.get(url)
    assert (page.status_code, "Restore this state" in page.content.decode()) == (200, False)
    assert viewer.post(url).status_code == 403
    assert [nobody.get(url).status_code, nobody.get(f"{PRODUCTS}{row.pk}/history/").status_code] == [403, 403]
    assert [stranger.get(url).status_code, stranger.post(url).status_code] == [404, 404]
    assert everything(product) == before


def test_states_that_a_row_had_under_another_tenant_are_not_shown(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("SECRET", tenant="other")
    row.tenant_id, row.product_code = "acme", "OURS"
    row.save()
    page = staff.get(f"{PRODUCTS}{row.pk}/history/")
    assert (len(page.context["entries"]), "SECRET" in page.content.decode()) == (1, False)
    url, before = state_page(row, 1), everything(product)
    assert [staff.get(url).status_code, staff.post(url).status_code] == [404, 404]
    assert everything(product) == before


@pytest.mark.parametrize("path", ["x/history/", "x/history/1/", "999/history/", "1/history/999/"])
def test_there_is_no_history_of_what_is_not_there(admin_client: Client, path: str) -> None:
    assert admin_client.get(f"{PRODUCTS}{path}").status_code == 404
