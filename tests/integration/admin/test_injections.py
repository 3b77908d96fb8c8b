"""What no address and no file may do, whatever is written in it: fail, change a row, or show another tenant's."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dataflow_app.orm.bound_model import BoundModel
from tests.integration.admin.steps import PRODUCTS, everything

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "belongs to globex"
STRINGS = [
    "'", '"', "' OR '1'='1", "'; DROP TABLE catalog_product; --", "%s", "%(x)s", "%", "{}", "{0.__class__}", "\\", "\\'", "/*", "--", "?",
    "$1", "_", "[a-z", "(a+)+$", "$.a", "a.b", "\0", "\u202e", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "é" * 300,
    "x" * 5_000, "9" * 500, "-1", "1e999", "NaN", "null", "[]", "<script>", "a,b", "\r\n", "🙂", "٣",
]  # fmt: skip
PARAMETERS = [
    "q", "p", "o", "all", "e", "_to_field", "_popup", "tenant_id", "category", "category__exact", "is_available__exact", "list_price__gte",
    "vendor__id__exact", "vendor__name", "deleted", "created_at__gte", "created_at__year", "embedding_status__exact", "password", "id__in",
    "specifications__contains", "pk", "_changelist_filters", "name__regex", "name__iregex",
]  # fmt: skip


@pytest.fixture
def rows(make: Any, product: BoundModel) -> Any:
    """Store a product of each of two tenants, and return all there is."""
    make("MINE", name="Saw")
    make("THEIRS", tenant="globex", name=SECRET)
    return everything(product)


def looked_at(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 301, 302, 400, 403, 404), path
    assert SECRET not in answer.content.decode(errors="replace"), path


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_query_string_of_a_list_does_harm(staff: Client, product: BoundModel, rows: Any, name: str) -> None:
    for value in STRINGS:
        looked_at(staff, f"{PRODUCTS}?{quote(name)}={quote(value)}")
    assert everything(product) == rows


@pytest.mark.parametrize("place", ["{}", "{}/change/", "{}/history/", "{}/delete/", "export/?format={}", "export/?columns={}", "?{}=1"])
def test_no_address_does_harm(staff: Client, product: BoundModel, rows: Any, place: str) -> None:
    for value in STRINGS:
        looked_at(staff, PRODUCTS + place.format(quote(value, safe="")))
    assert everything(product) == rows


@pytest.mark.parametrize("place", ["key", "value", "code", "match", "whole"])
def test_no_file_does_harm(staff: Client, product: BoundModel, rows: Any, place: str) -> None:
    for value in STRINGS:
        row = {"product_code": "NEW", "name": "n", "description": "", "category": "c", "brand": "b", "list_price": "1.00"}
        more = {"key": {value: "1"}, "value": {"list_price": value}, "code": {"product_code": value, "vendor": value}}.get(place, {})
        text = value if place == "whole" else json.dumps([{**row, **more}])
        file = SimpleUploadedFile("rows.json", text.encode(errors="surrogatepass"))
        answer = staff.post(f"{PRODUCTS}import/", {"file": file, **({"match": value} if place == "match" else {})})
        assert answer.status_code in (200, 302, 400), value
        assert SECRET not in answer.content.decode(errors="replace")
    for value in STRINGS:
        file = SimpleUploadedFile("rows.csv", f'product_code,name\n"{value}","{value}"\n{value},{value}'.encode())
        assert staff.post(f"{PRODUCTS}import/", {"file": file}).status_code in (200, 302, 400), value
    assert everything(product) == rows


@pytest.mark.parametrize("action", ["delete_selected", *STRINGS[:8]])
def test_no_action_does_harm(staff: Client, product: BoundModel, rows: Any, action: str) -> None:
    theirs = str(next(row.pk for row in product.model._base_manager.filter(tenant_id="globex")))
    for selected in [*STRINGS, theirs]:
        answer = staff.post(PRODUCTS, {"action": action, "_selected_action": [selected], "index": "0", "select_across": "0", "post": "yes"})
        assert answer.status_code in (200, 302, 400, 403), selected
        assert SECRET not in answer.content.decode(errors="replace")
    assert everything(product) == rows
