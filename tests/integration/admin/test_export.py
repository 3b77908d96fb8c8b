"""Exporting, and that an import of an export changes nothing."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from dataflow_app.admin.cells import as_cell, as_json_text, as_text
from dataflow_app.admin.files import write_table
from dataflow_app.errors import NodeError
from tests.integration.admin.steps import PRODUCTS, bound_model, client_of

pytestmark = pytest.mark.django_db
EXPORT = f"{PRODUCTS}export/"


def exported(client: Client, kind: str, query: str = "", columns: tuple[str, ...] = ("id", "product_code", "name")) -> bytes:
    answer: Any = client.post(f"{EXPORT}{query}", {"confirmed": "yes", "format": kind, "column": columns})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="product-')
    return b"".join(answer.streaming_content)


def test_a_list_is_exported_as_it_is_filtered_in_every_format(staff: Client, make: Any) -> None:
    row = make("A", name='=SUM(1,2) "x"')
    make("B", category="garden")
    make("C", tenant="other")
    query = "?q=tools"
    assert list(csv.reader(io.StringIO(exported(staff, "csv", query).decode()))) == [
        ["id", "product_code", "name"],
        [str(row.pk), "A", '\'=SUM(1,2) "x"'],  # no formula for whoever opens it
    ]
    assert json.loads(exported(staff, "json", query)) == [{"id": row.pk, "product_code": "A", "name": '=SUM(1,2) "x"'}]
    sheet: Any = load_workbook(io.BytesIO(exported(staff, "xlsx", query))).active
    assert [[cell.value for cell in line] for line in sheet] == [["id", "product_code", "name"], [row.pk, "A", '=SUM(1,2) "x"']]
    assert sheet["C2"].data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_importing_an_export_changes_nothing(staff: Client, make: Any, kind: str) -> None:
    seller = bound_model("Vendor").model._default_manager.create(vendor_code="V", name="V", tenant_id="acme")
    make("A", sale_price="1.5", specifications={"a": [1, None, "ü"]}, images=["x"], vendor=seller, description='two\nlines, ; and "more"')
    make("B", ai_tags=[], knowledge_graph_id="", is_available=False, safety_rating="4.5")
    columns = tuple(field.attname for field in bound_model("Product").model._meta.concrete_fields)
    file = SimpleUploadedFile(f"products.{kind}", exported(staff, kind, columns=columns))
    page = staff.post(f"{PRODUCTS}import/", {"file": file})
    assert {group.kind: group.count for group in page.context["preview"].groups} == {"refused": 0, "changed": 0, "new": 0, "unchanged": 2}
    assert set(page.context["preview"].ignored) == {"price", "created_at", "updated_at", "deleted_at", "deletion_reason", "row_version"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_every_text_comes_back_as_it_was(staff: Client, make: Any, kind: str) -> None:
    texts = ["=1+1", "'=1", "''+1", "'", "-5", "@x", "\t=1", "\r=1", "a\r\nb", "a\rb", " x ", "00012", "1e5", "TRUE", "_x000D_", "", "null"]
    for number, text in enumerate(texts):
        make(f"=0{number}", description=text, knowledge_graph_id=text, specifications={text: [text, 1e22]})
    if kind != "xlsx":
        make("long", description="x" * 140_000)
    file = exported(staff, kind, columns=("id", "product_code", "description", "knowledge_graph_id", "specifications"))
    page = staff.post(f"{PRODUCTS}import/", {"file": SimpleUploadedFile(f"products.{kind}", file)})
    assert [(group.kind, group.count) for group in page.context["preview"].groups if group.count] == [
        ("unchanged", len(texts) + (kind != "xlsx"))
    ]
    if kind == "csv":
        cells = [cell for line in csv.reader(io.StringIO(file.decode(), newline="")) for cell in line]
        assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []


def test_a_document_that_is_a_single_text_is_quoted_in_a_cell() -> None:
    values: list[Any] = ["=1", 5, None, []]
    assert [as_json_text(value) for value in values] == ['"=1"', "5", None, "[]"]


def test_selected_rows_are_exported(staff: Client, make: Any) -> None:
    rows = [make(code) for code in "ABC"]
    action = {"action": "export_rows", "_selected_action": [rows[0].pk, rows[2].pk]}
    assert staff.post(PRODUCTS, action).context["title"] == "Export 2 products"
    answer: Any = staff.post(PRODUCTS, {**action, "confirmed": "yes", "format": "json", "column": ["product_code"]})
    assert json.loads(b"".join(answer.streaming_content)) == [{"product_code": "A"}, {"product_code": "C"}]


def test_an_export_without_columns_or_a_format_says_so(staff: Client) -> None:
    for sent in ({"format": "csv"}, {"format": "pdf", "column": ["id"]}):
        page = staff.post(EXPORT, {"confirmed": "yes", **sent})
        assert [str(message) for message in page.context["messages"]] == ["Choose a format, and one column at least."]


def test_only_who_may_see_the_rows_may_export_them(make: Any) -> None:
    make("A")
    assert client_of("n", "acme", "view_vendor").get(EXPORT).status_code == 403
    assert json.loads(exported(client_of("v", "acme", "view_product"), "json", columns=("product_code",))) == [{"product_code": "A"}]
    assert exported(client_of("s", "other", "view_product"), "csv") == b"id,product_code,name\r\n"


def test_the_tenants_column_is_not_offered_to_who_has_one(staff: Client, admin_client: Client) -> None:
    assert "tenant_id" not in {column.name for column in staff.get(EXPORT).context["columns"]}
    assert "tenant_id" in {column.name for column in admin_client.get(EXPORT).context["columns"]}


def test_a_spreadsheet_that_cannot_hold_a_value_is_refused_with_its_place() -> None:
    for value, words in (("a\x01b", "Row 1: name has a control character"), ("x" * 40_000, "Row 1: name has 40,000 characters")):
        with pytest.raises(NodeError, match=words):
            write_table("xlsx", ["name"], [(value,)], io.BytesIO())


def test_numbers_that_a_spreadsheet_would_round_are_text() -> None:
    assert [as_cell(value) for value in (5, Decimal("1.50"), 2**60, Decimal("12345678901234.567"), True, None)] == [
        5,
        Decimal("1.50"),
        str(2**60),
        "12345678901234.567",
        True,
        None,
    ]
    assert [as_text(value) for value in (True, None, {"a": [1]}, timedelta(days=1, seconds=5))] == ["true", "", '{"a": [1]}', "1 00:00:05"]
