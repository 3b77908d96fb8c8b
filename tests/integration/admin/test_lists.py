"""Lists: columns, search, filters, counts, and how many queries they take."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dataflow_app.admin import counts
from dataflow_app.admin.columns import searched
from dataflow_app.ai.database import db as ai
from dataflow_app.catalog.database import db as catalog
from dataflow_app.orm.bound_model import BoundModel
from tests.integration.admin.steps import PRODUCTS, bound_model, stored, told

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str) -> list[str]:
    """Return the codes of the products on the page."""
    return sorted(row.product_code for row in client.get(f"{PRODUCTS}{query}").context["cl"].result_list)


@pytest.mark.parametrize("bound", [*catalog.models, *ai.models], ids=lambda bound: bound.name)
def test_the_pages_of_every_model_open(admin_client: Client, bound: BoundModel) -> None:
    base = f"/admin/{bound.model._meta.app_label}/{bound.model._meta.model_name}/"
    for path in ("", "?q=a", "add/", "import/", "export/"):
        assert admin_client.get(f"{base}{path}").status_code == 200, path


def test_a_list_takes_the_same_few_queries_for_one_row_and_for_fifty(staff: Client, make: Any) -> None:
    vendor = bound_model("Vendor").model._default_manager
    taken = []
    for number in range(50):
        seller = vendor.create(vendor_code=f"V{number}", name=f"Vendor {number}", tenant_id="acme")
        make(f"P{number}", vendor=seller)
        if number in (0, 49):
            with CaptureQueriesContext(connection) as queries:
                assert len(shown(staff, "")) == number + 1
            taken.append(len([query for query in queries if query["sql"].startswith("SELECT") and "catalog_product" in query["sql"]]))
    assert taken == [3, 3]


def test_a_search_reads_the_table_once_and_only_the_page_is_joined(staff: Client, make: Any) -> None:
    for number in range(60):
        make(f"P{number}", name="Rotary hammer")
    with CaptureQueriesContext(connection) as queries:
        assert len(shown(staff, "?q=hammer")) == 50
    read = [query["sql"] for query in queries if 'FROM "catalog_product"' in query["sql"]]
    assert [" IN (" in sql for sql in read] == [False, True, True, True]
    assert [" JOIN " in sql for sql in read] == [False, False, False, True]


def test_the_search_looks_in_every_text_and_at_the_key(staff: Client, make: Any) -> None:
    row = make("AB-1", name="Rotary hammer")
    make("CD-2", brand="Hammerfest")
    make("EF-3", name="Saw")
    assert shown(staff, "?q=hammer") == ["AB-1", "CD-2"]
    with CaptureQueriesContext(connection) as queries:
        assert "AB-1" in shown(staff, f"?q={row.pk}")
    assert any(f'"catalog_product"."id" = {row.pk}' in query["sql"] for query in queries)  # by its index
    assert shown(staff, "?q=ef-3 saw") == ["EF-3"]
    assert shown(staff, f"?q={10**30}") == []


def test_the_search_looks_only_where_the_model_says(product: BoundModel) -> None:
    from dataclasses import replace  # noqa: PLC0415

    named = replace(product, options=replace(product.options, search_fields=("name", "brand")))
    assert searched(named) == ["name", "brand"]
    assert "product_code" in searched(replace(product, options=replace(product.options, search_fields=())))


def test_rows_are_filtered_by_choice_date_tenant_and_what_they_belong_to(admin_client: Client, make: Any, product: BoundModel) -> None:
    vendor = bound_model("Vendor").model._default_manager
    seller = vendor.create(vendor_code="V1", name="Bosch", tenant_id="acme")
    make("OLD", embedding_status="failed")
    stored(product).update(created_at=timezone.now() - timedelta(days=3))
    make("NEW", vendor=seller, tenant="other")
    today = timezone.localdate()
    assert shown(admin_client, "?embedding_status__exact=failed") == ["OLD"]
    assert shown(admin_client, f"?created_at_from={today}") == ["NEW"]
    assert shown(admin_client, f"?created_at_to={today - timedelta(days=3)}") == ["OLD"]
    assert shown(admin_client, f"?created_at_from={today - timedelta(days=3)}&created_at_to={today}") == ["NEW", "OLD"]
    assert shown(admin_client, "?tenant_id=other") == ["NEW"]
    assert shown(admin_client, f"?vendor__exact={seller.pk}") == ["NEW"]
    page = admin_client.get(f"{PRODUCTS}?vendor__exact={seller.pk}").content.decode()
    assert re.search(r'class="selected">\s*<a href="\?vendor__exact=\d+">Bosch</a>', page)
    assert ">other</a>" in page


@pytest.mark.parametrize("query", ["?created_at_from=yesterday", "?created_at_to=2026-13-45", "?vendor__exact=x", "?nothing=1"])
def test_a_filter_that_cannot_be_is_left_out(staff: Client, make: Any, query: str) -> None:
    make("A")
    answer = staff.get(f"{PRODUCTS}{query}", follow=True)
    assert (answer.status_code, len(answer.context["cl"].result_list)) == (200, 1)


def test_a_row_that_is_referred_to_is_a_link(staff: Client, make: Any) -> None:
    row = make("A")
    variants = bound_model("ProductVariant").model._default_manager
    variants.create(product=row, variant_code="A-1", name="Small", list_price=1, tenant_id="acme")
    assert f'<a href="{PRODUCTS}{row.pk}/change/">A Drill</a>' in staff.get("/admin/catalog/productvariant/").content.decode()
    page = staff.get(f"{PRODUCTS}{row.pk}/change/").content.decode()
    assert f'<a href="/admin/catalog/productvariant/?product__exact={row.pk}">Product variants</a> <span class="quiet">1</span>' in page


def test_counting_stops_at_the_cap_and_says_so(admin_client: Client, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        make(f"P{number}")
    assert "60 products" in admin_client.get(PRODUCTS).content.decode()
    monkeypatch.setattr(counts, "CAP", 55)
    monkeypatch.setattr(counts.counted, "__defaults__", (55,))
    monkeypatch.setattr(counts, "_estimate", lambda _rows: 0)
    with CaptureQueriesContext(connection) as queries:
        page = admin_client.get(PRODUCTS)
    assert "55+ products" in page.content.decode()
    assert "Search and filter to reach the others" in page.content.decode()
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"] and '"catalog_product"' in query["sql"]]
    assert len(counting) == 1
    assert "LIMIT 56" in counting[0]
    assert page.context["cl"].paginator.num_pages == 2


def test_the_numbers_of_a_long_table_are_the_planners(monkeypatch: pytest.MonkeyPatch, make: Any, product: BoundModel) -> None:
    if connection.vendor != "postgresql":
        assert str(counts.counted(stored(product).all(), 0)) == "0"
        make("A")
        assert str(counts.counted(stored(product).all(), 0)) == "0+"
        return
    for number in range(30):
        make(f"P{number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_product")
    assert str(counts.counted(stored(product).all(), 10)) == "about 30"


def test_no_list_asks_the_table_which_tenants_it_has(admin_client: Client, make: Any) -> None:
    make("A")
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(PRODUCTS)
    assert not [query["sql"] for query in queries if "DISTINCT" in query["sql"]]
    assert len([query["sql"] for query in queries if "WITH RECURSIVE" in query["sql"]]) == 1


def test_a_search_that_takes_too_long_is_a_message(admin_client: Client, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataflow_app.errors import NodeError  # noqa: PLC0415

    def slow(*arguments: Any) -> Any:
        raise NodeError("invalid_parameter", "The database took more than 10 seconds, and was stopped.")

    with monkeypatch.context() as patched:
        patched.setattr(ChangeList, "get_results", slow)
        answer = admin_client.get(f"{PRODUCTS}?q=slow")
    assert (answer.status_code, answer["Location"]) == (302, PRODUCTS)
    assert told(admin_client.get(PRODUCTS)) == ["The database took more than 10 seconds, and was stopped."]


def test_every_admin_of_a_bound_model_takes_its_pages_from_here() -> None:
    assert all(admin.site.get_model_admin(bound.model).paginator is counts.CappedPaginator for bound in catalog.models)
