"""Importing: what would change is shown first, and then it is written or nothing is."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from dataflow_app.orm.bound_model import BoundModel
from tests.integration.admin.steps import PRODUCTS, bound_model, client_of, everything, stored, told

pytestmark = pytest.mark.django_db
IMPORT = f"{PRODUCTS}import/"
NEW = {"name": "Saw", "description": "", "category": "tools", "brand": "Acme", "list_price": "12.50"}


def as_csv(*rows: dict[str, Any]) -> SimpleUploadedFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("products.csv", text.getvalue().encode())


def as_json(*rows: dict[str, Any]) -> SimpleUploadedFile:
    return SimpleUploadedFile("products.json", json.dumps(rows).encode())


def as_xlsx(*rows: dict[str, Any]) -> SimpleUploadedFile:
    book, file = Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(file)
    return SimpleUploadedFile("products.xlsx", file.getvalue())


def preview(client: Client, file: Any, **more: str) -> Any:
    """Return the page that shows what would change."""
    return client.post(IMPORT, {"file": file, **more})


def confirm(client: Client, page: Any, **more: str) -> Any:
    """Press the button of that page."""
    names = ("sealed", "seen", "match", "owner")
    return client.post(IMPORT, {name: page.context[name] for name in names} | more)


def counts(page: Any) -> dict[str, int]:
    return {group.kind: group.count for group in page.context["preview"].groups}


def rows(page: Any, kind: str) -> list[dict[str, Any]]:
    return next(group.rows for group in page.context["preview"].groups if group.kind == kind)


@pytest.mark.parametrize("write", [as_csv, as_json, as_xlsx])
def test_what_would_change_is_shown_and_nothing_is_written_before_it_is_confirmed(
    staff: Client, make: Any, product: BoundModel, write: Any
) -> None:
    for code, price in (("SAME", "12.50"), ("CHANGED", "9.90")):
        make(code, **{**NEW, "list_price": price})
    before = everything(product)
    page = preview(staff, write(*({**NEW, "product_code": code} for code in ("SAME", "CHANGED", "NEW"))))
    assert counts(page) == {"refused": 0, "changed": 1, "new": 1, "unchanged": 1}
    assert rows(page, "changed")[0]["changes"] == [("List price", "9.90", "12.50")]
    assert ("Product code", None, "NEW") in rows(page, "new")[0]["changes"]
    assert everything(product) == before

    assert confirm(staff, page).status_code == 302
    assert told(staff.get(PRODUCTS)) == ["Imported: 1 added, 1 changed, 1 left as they were."]
    changed, new, same = (stored(product).get(product_code=code) for code in ("CHANGED", "NEW", "SAME"))
    assert [(str(row.list_price), row.tenant_id, row.row_version) for row in (changed, new, same)] == [
        ("12.50", "acme", 2),
        ("12.50", "acme", 1),
        ("12.50", "acme", 1),
    ]
    assert [(state.history_type, state.history_user_id) for state in changed.history.all()] == [("~", "ada"), ("+", None)]
    assert [(state.history_type, state.history_user_id) for state in new.history.all()] == [("+", "ada")]


def test_a_refused_row_names_every_field_and_keeps_all_others_back(staff: Client, make: Any, product: BoundModel) -> None:
    make("THERE")
    before = everything(product)
    page = preview(
        staff,
        as_csv(
            {**NEW, "product_code": "GOOD", "specifications": "{}", "is_available": "yes"},
            {**NEW, "product_code": "BAD", "specifications": "{oops", "is_available": "perhaps", "list_price": "dear"},
            {**NEW, "product_code": "THERE", "specifications": "[]", "is_available": "no", "name": ""},
        ),
    )
    assert counts(page) == {"refused": 2, "changed": 0, "new": 1, "unchanged": 0}
    assert [(row["number"], sorted(row["faults"])) for row in rows(page, "refused")] == [
        (
            3,
            [
                ("is_available", "wants true or false, and text 'perhaps' was given."),
                ("list_price", "wants a number, and text 'dear' was given."),
                ("specifications", "wants JSON: line 1, column 2: Expecting property name enclosed in double quotes."),
            ],
        ),
        (4, [("name", "needs a value; the cell is empty."), ("specifications", "wants an object, and a list was given.")]),
    ]
    again = confirm(staff, page)
    assert (again.status_code, counts(again)) == (200, counts(page))
    assert everything(product) == before


def test_refused_rows_can_be_left_out(staff: Client, product: BoundModel) -> None:
    file = as_csv({**NEW, "product_code": "GOOD"}, {**NEW, "product_code": "BAD", "list_price": "dear"})
    page = confirm(staff, preview(staff, file), without_refused="yes")
    assert counts(page) == {"refused": 0, "changed": 0, "new": 1, "unchanged": 0}
    assert confirm(staff, page, without_refused="yes").status_code == 302
    assert [row.product_code for row in stored(product).all()] == ["GOOD"]


def test_what_only_the_database_would_refuse_is_shown_too(staff: Client, make: Any, product: BoundModel) -> None:
    make("TAKEN")
    row = make("MINE")
    before = everything(product)
    page = preview(staff, as_json({"id": row.pk, "product_code": "TAKEN"}, {**NEW, "product_code": "NEW"}))
    assert counts(page) == {"refused": 1, "changed": 0, "new": 1, "unchanged": 0}
    assert "There is a Product with product_code 'TAKEN' already." in rows(page, "refused")[0]["faults"][0][1]
    assert everything(product) == before


def test_rows_that_are_the_same_are_refused_and_so_are_references_to_nothing(staff: Client, product: BoundModel) -> None:
    file = as_json({**NEW, "product_code": "A"}, {**NEW, "product_code": "A"}, {**NEW, "product_code": "B", "vendor_id": 999})
    page = preview(staff, file)
    assert [(row["number"], row["faults"]) for row in rows(page, "refused")] == [
        (2, [("", "Row 1 is the same row.")]),
        (3, [("vendor", "points at Vendor 999, which is not there. Create that Vendor first, or leave 'vendor' out.")]),
    ]


def test_rows_that_changed_after_the_preview_are_shown_again(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    page = preview(staff, as_json({"product_code": "A", "name": "Mine"}))
    row.name = "Theirs"
    row.save()
    again = confirm(staff, page)
    assert "The rows have changed since you looked." in again.content.decode()
    assert rows(again, "changed")[0]["changes"] == [("Name", "Theirs", "Mine")]
    row.refresh_from_db()
    assert row.name == "Theirs"
    assert confirm(staff, again).status_code == 302


def test_json_is_told_by_path(staff: Client, make: Any) -> None:
    make("A", specifications={"voltage": "12V", "torque": 5})
    page = preview(staff, as_json({"product_code": "A", "specifications": {"voltage": "18V", "torque": 5}}))
    assert rows(page, "changed")[0]["changes"] == [("Specifications.voltage", "12V", "18V")]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"x", "'a.txt' is no CSV, XLSX or JSON file."),
        ("a.csv", b"product_cod\nA\n", "The file has the column 'product_cod', which Product has not. Did you mean 'product_code'?"),
        ("a.csv", b"nmae,product_cod\n", "which Product has not. Did you mean 'name'? The file has the column 'product_cod'"),
        ("a.csv", b"a,b\n1,2,3\n", "Row 2 has 3 cells, and the header has 2."),
        ("a.csv", b"name,name\n", "The first row does not name every column, each with another name."),
        ("a.csv", b"name\n\xff\xfe", "The file is not in UTF-8."),
        ("a.csv", b'name\nb\n"a\nb\n', "Row 3 is no CSV: a quotation mark opens a text there, and none closes it."),
        ("a.json", b"{", "The file is no JSON: line 1, column 2:"),
        ("a.json", b"{}", "The file holds no list of objects."),
        ("a.xlsx", b"PK nothing", "The file is no XLSX workbook"),
        ("a.csv", b"", "The first row does not name every column"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(staff: Client, name: str, data: bytes, words: str) -> None:
    page = preview(staff, SimpleUploadedFile(name, data))
    assert page.status_code == 400
    assert words in page.context["fault"]


def test_no_file_and_a_tampered_one_are_refused(staff: Client, product: BoundModel) -> None:
    assert "No file was chosen." in staff.post(IMPORT, {}).context["fault"]
    page = preview(staff, as_json({**NEW, "product_code": "A"}))
    other = client_of("bob", "acme")
    answer = confirm(other, page)
    assert (answer.status_code, "was not yours" in answer.context["fault"]) == (400, True)
    assert stored(product).count() == 0


def test_a_file_too_large_to_be_carried_says_so(staff: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
    assert "Split it, or raise DATA_UPLOAD_MAX_MEMORY_SIZE." in preview(staff, as_json({**NEW, "product_code": "A"})).context["fault"]


def test_what_somebody_may_not_do_is_refused_row_by_row(make: Any, product: BoundModel) -> None:
    make("THERE")
    file = [{"product_code": "THERE", "name": "x"}, {**NEW, "product_code": "NEW"}]
    changer, adder = client_of("c", "acme", "view_product", "change_product"), client_of("a", "acme", "view_product", "add_product")
    assert rows(preview(changer, as_json(*file)), "refused")[0]["faults"] == [("", "You may not add products.")]
    assert rows(preview(adder, as_json(*file)), "refused")[0]["faults"] == [("", "You may not change products.")]
    assert preview(client_of("v", "acme", "view_product"), as_json(*file)).status_code == 403
    assert stored(product).count() == 1


def test_rows_of_other_tenants_are_neither_matched_nor_made(staff: Client, make: Any, product: BoundModel) -> None:
    theirs = make("A", tenant="other")
    seller = bound_model("Vendor").model._default_manager.create(vendor_code="V", name="V", tenant_id="other")
    before = everything(product)
    page = preview(
        staff,
        as_json(
            {**NEW, "product_code": "B", "tenant_id": "other"},
            {"id": theirs.pk, "name": "Taken over"},
            {**NEW, "product_code": "C", "vendor_id": seller.pk},
        ),
    )
    assert counts(page)["refused"] == 3
    assert "tenant 'other' are out of reach" in rows(page, "refused")[0]["faults"][0][1]
    assert "Drill" not in page.content.decode()
    confirm(staff, page)
    assert everything(product) == before
    assert counts(preview(staff, as_json({**NEW, "product_code": "A"})))["new"] == 1


def test_a_superuser_names_the_tenant(admin_client: Client, make: Any, product: BoundModel) -> None:
    for tenant in ("one", "two"):
        make("A", tenant=tenant)
    page = preview(admin_client, as_json({"product_code": "A", "name": "Saw"}))
    assert rows(page, "refused")[0]["faults"] == [("", "2 rows have the same product_code. Give the id.")]
    page = preview(admin_client, as_json({"product_code": "A", "name": "Saw"}, {**NEW, "product_code": "N"}), owner="two")
    assert confirm(admin_client, page).status_code == 302
    found = stored(product).order_by("tenant_id", "product_code").values_list("tenant_id", "product_code", "name")
    assert list(found) == [("one", "A", "Drill"), ("two", "A", "Saw"), ("two", "N", "Saw")]
    assert "whose row is it?" in rows(preview(admin_client, as_json({**NEW, "product_code": "M"})), "refused")[0]["faults"][0][1]


def test_a_deleted_row_is_not_imported_over(staff: Client, make: Any, product: BoundModel) -> None:
    row = make("A")
    row.delete()
    before = everything(product)
    page = preview(staff, as_json({"id": row.pk, "name": "Saw"}))
    assert rows(page, "refused")[0]["faults"] == [("", "It is deleted. Restore it first.")]
    assert everything(product) == before


def test_rows_are_numbered_as_a_spreadsheet_shows_them_and_columns_may_be_parted_by_tabs(staff: Client, product: BoundModel) -> None:
    text = "\t".join(["product_code", *NEW]) + "\n\n" + "\t".join(["A", *{**NEW, "list_price": "dear"}.values()]) + "\n"
    page = preview(staff, SimpleUploadedFile("products.csv", text.encode()))
    assert [(row["number"], row["faults"]) for row in rows(page, "refused")] == [
        (3, [("list_price", "wants a number, and text 'dear' was given.")])
    ]


def test_cells_that_a_spreadsheet_has_no_value_for_are_refused_and_nothing_is_emptied_by_them(staff: Client, make: Any) -> None:
    make("A", sale_price="5.00")
    page = preview(staff, as_xlsx({"product_code": "A", "sale_price": "=2+3", "name": "Drill"}, {"c": "B", "p": None, "n": "#REF!"}))
    assert [row["faults"][:1] for row in rows(page, "refused")] == [
        [("sale_price", "holds a formula whose result is not in the file; open it in a spreadsheet program and save it.")],
        [("name", "holds the error #REF!; mend it in the spreadsheet.")],
    ]
