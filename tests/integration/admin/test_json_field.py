"""JSON in a form."""

import json
from typing import Any

import pytest
from django.test import Client

from dataflow_app.admin.json_field import JsonField, shape_fault, shape_of
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.values.json_shape import annotated
from dataflow_app.schema.spec import FieldKind, TypeSpec
from tests.integration.admin.steps import PRODUCTS

pytestmark = pytest.mark.django_db
TEXTS = TypeSpec(FieldKind.JSON, shape=list, item=TypeSpec(FieldKind.TEXT))
NESTED = TypeSpec(FieldKind.JSON, shape=dict, item=TEXTS)


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what a browser would send for the form as it is shown."""
    form = client.get(url).context["adminform"].form
    return {name: ("" if (value := form[name].value()) is None else value) for name in form.fields}


def test_the_page_brings_the_editor_and_the_shape(staff: Client, make: Any) -> None:
    row = make("A", specifications={"name": "Bohrhämmer", "torque": 5})
    page = staff.get(f"{PRODUCTS}{row.pk}/change/")
    html = page.content.decode()
    assert "dataflow_app/json_editor.js" in html
    assert "dataflow_app/json_editor.css" in html
    assert page.context["adminform"].form["specifications"].value() == '{\n  "name": "Bohrhämmer",\n  "torque": 5\n}'
    shape = json.loads(page.context["adminform"].form.fields["images"].widget.attrs["data-shape"])
    assert shape == {"kind": "list", "nullable": False, "item": {"kind": "text", "nullable": False, "item": None}}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ('{\n  "a": 1\n  "b": 2\n}', "Line 3, column 3: Expecting ',' delimiter. This is not JSON yet."),
        ("[1]", "The document wants an object, and a list was given."),
        ('{"a": NaN}', "This is no JSON that can be stored: it holds NaN, which JSON has no form for."),
    ],
)
def test_an_error_names_the_place_and_keeps_what_was_typed(staff: Client, make: Any, typed: str, reason: str) -> None:
    row = make("A")
    url = f"{PRODUCTS}{row.pk}/change/"
    answer = staff.post(url, {**form_of(staff, url), "specifications": typed})
    form = answer.context["adminform"].form
    assert form.errors == {"specifications": [reason]}
    assert form["specifications"].value() == typed
    row.refresh_from_db()
    assert (row.specifications, row.row_version) == ({}, 1)


def test_what_is_in_a_list_is_checked_where_it_stands(product: BoundModel) -> None:
    spec = annotated(product, "images")
    assert spec is not None
    assert shape_fault(spec, ["a.png", 5]) == "At [1]: it holds text, and the number 5 is in it."
    assert shape_fault(NESTED, {"x": ["a"], "y": ["b", None]}) == "At y[1]: it holds text, and nothing is in it."
    assert shape_fault(NESTED, {"x": ["a"]}) is None
    assert shape_of(None) is None


def test_a_document_is_saved_and_how_it_is_spaced_changes_nothing(staff: Client, make: Any) -> None:
    row = make("A", specifications={"a": 1})
    url = f"{PRODUCTS}{row.pk}/change/"
    assert staff.post(url, {**form_of(staff, url), "specifications": '{"a":    [1, {"b": null}]}'}).status_code == 302
    row.refresh_from_db()
    assert row.specifications == {"a": [1, {"b": None}]}
    field = JsonField()
    assert not field.has_changed({"a": [1, 2]}, '{"a":[1,2]}')
    assert field.has_changed({"a": [1, 2]}, '{"a":[2,1]}')
    assert field.has_changed({"a": 1}, "{")


def test_empty_documents_are_values_and_an_empty_editor_is_none(staff: Client, make: Any) -> None:
    row = make("A", specifications={"a": 1}, ai_tags=["x"])
    url = f"{PRODUCTS}{row.pk}/change/"
    assert staff.post(url, {**form_of(staff, url), "specifications": "{}", "ai_tags": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.specifications, row.ai_tags) == ({}, None)


def test_what_a_node_would_refuse_the_form_refuses(staff: Client, make: Any) -> None:
    row = make("A")
    url = f"{PRODUCTS}{row.pk}/change/"
    answer = staff.post(url, {**form_of(staff, url), "specifications": '{"name": "\\u0000"}'})
    errors = answer.context["adminform"].form.errors
    assert "holds a NUL character" in errors["specifications"][0]
    row.refresh_from_db()
    assert row.row_version == 1
