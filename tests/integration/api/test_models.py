"""Models and node types: what there is to work with."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from dataflow_app.catalog import models
from designer.api.queries import rows
from designer.models import Run, Workflow
from designer.services.start_run import start_run
from designer.tasks import execute_run

# Models and node types are described anew for whatever other tests left open: seconds in a long run.
pytestmark = pytest.mark.slow

#: Its managers come with the decorator, which type checkers do not see.
Product: Any = models.Product
PRODUCT = {"product_code": "T-1", "name": "Tea", "description": "Green", "category": "Drinks", "brand": "Leaf", "list_price": 4.5}
CREATE = {"nodes": [{"id": "create", "type": "ProductCreateNode", "parameters": PRODUCT}]}
COUNT = "/api/models/catalog.Product/count/"


def model_named(api: Any, label: str) -> Any:
    return next(model for model in api.get("/api/models/").json() if model["label"] == label)


def make_product(tenant: str, code: str, **values: object) -> None:
    Product.objects.create(**{**PRODUCT, "product_code": code, "tenant_id": tenant, **values})


def test_a_model_is_described(api: Any) -> None:
    product = model_named(api, "catalog.Product")
    fields = {field["name"]: field for field in product["fields"]}

    assert (product["name"], product["verbose_name"], product["verbose_name_plural"]) == ("Product", "product", "products")
    assert product["options"] == {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}
    assert (product["admin_url"], product["row_admin_url"]) == ("/admin/catalog/product/", "/admin/catalog/product/{id}/change/")
    assert fields["name"]["type"] == {"kind": "text", "model": "catalog.Product", "field": "name", "label": "Product.name"}
    assert fields["is_available"]["operators"] == ["$eq", "$ne", "$in", "$nin"]
    assert {"$icontains", "$between", "$regex"} <= set(fields["name"]["operators"])
    assert "ProductListNode" in product["node_types"]
    assert {"name": "price_range", "field": "list_price", "kind": "range"} in product["filters"]


def test_a_model_tells_which_workflows_use_it(api: Any, workflow: Workflow) -> None:
    assert model_named(api, "catalog.Product")["workflows"] == []

    api.save(workflow.pk, CREATE, 1)

    assert model_named(api, "catalog.Product")["workflows"] == [{"id": workflow.pk, "name": "Tea"}]


def test_workflows_of_another_tenant_are_not_among_the_users(api: Any, stranger: Any, workflow: Workflow) -> None:
    api.save(workflow.pk, CREATE, 1)

    assert model_named(stranger, "catalog.Product")["workflows"] == []


def test_rows_are_counted_within_the_tenant(api: Any) -> None:
    make_product("acme", "A-1")
    make_product("acme", "A-2", category="Tools")
    make_product("other", "O-1")

    everything, drinks = api.post(COUNT, {"filter": {}}).json(), api.post(COUNT, {"filter": {"category": "Drinks"}}).json()

    assert (everything["count"], drinks["count"]) == (2, 1)
    assert [row["product_code"] for row in drinks["sample"]] == ["A-1"]


def test_five_rows_are_shown_at_most(api: Any) -> None:
    for number in range(7):
        make_product("acme", f"A-{number}")

    counted = api.post(COUNT, {}).json()

    assert (counted["count"], len(counted["sample"])) == (7, 5)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"categry": "Tools"}, "Did you mean 'category'?"),
        ({"list_price": {"$gtt": 1}}, "Did you mean '$gt'?"),
        ({"list_price": {"$gt": "much"}}, "list_price"),
        ({"tenant_id": "other"}, "out of reach"),
        ({"name": {"$regex": "("}}, "no regular expression"),
        ({"$or": 7}, "wants a list"),
    ],
)
def test_a_filter_that_is_none_is_refused_with_a_hint(api: Any, wanted: object, words: str) -> None:
    response = api.post(COUNT, {"filter": wanted})

    assert response.status_code == 400
    assert words in response.json()["detail"]


def test_a_model_that_is_none_is_not_found(api: Any) -> None:
    response = api.post("/api/models/catalog.Produc/count/", {})

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert "Did you mean 'catalog.Product'?" in response.json()["detail"]


def test_node_types_have_ports_and_forms(api: Any) -> None:
    node_types = {node_type["name"]: node_type for node_type in api.get("/api/node-types/").json()}
    create = node_types["ProductCreateNode"]

    assert (create["kind"], create["effect"], create["model"]) == ("write", "database", "catalog.Product")
    assert [node_types[name]["promise"] for name in ("ProductCreateNode", "HttpRequestNode", "ProductReadNode")] == [
        "exactly_once",
        "at_least_once",
        "none",
    ]
    assert {port["name"]: port["required"] for port in create["inputs"]}["product_code"] is True
    assert "product_code" in create["parameters_schema"]["properties"]
    assert node_types["ConditionNode"]["branches"] is True


def test_node_types_are_sent_once(api: Any) -> None:
    first = api.get("/api/node-types/")

    second = api.get("/api/node-types/", if_none_match=first["ETag"])

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")


@pytest.mark.django_db(transaction=True)
def test_a_node_links_to_the_row_that_it_made(api: Any, ada: User, workflow: Workflow) -> None:
    api.save(workflow.pk, CREATE, 1)
    workflow.refresh_from_db()
    run = start_run(actor=ada, workflow=workflow)
    execute_run(run.pk)
    key = Product.objects.get().pk
    address = f"/api/runs/{run.pk}/nodes/create/"

    without = api.get(address).json()
    User.objects.update(is_staff=True)
    told = api.get(address).json()

    assert (told["output"]["name"], told["rows"], without["links"]) == ("Tea", 1, [])
    assert told["links"] == [{"label": f"Product {key}", "url": f"/admin/catalog/product/{key}/change/"}]


@pytest.mark.django_db(transaction=True)
def test_links_lead_only_to_rows_that_are_there(api: Any, ada: User, workflow: Workflow) -> None:
    api.save(workflow.pk, CREATE, 1)
    workflow.refresh_from_db()
    run = start_run(actor=ada, workflow=workflow)
    execute_run(run.pk)
    User.objects.update(is_staff=True)
    Product.objects.get().hard_delete()

    assert api.get(f"/api/runs/{run.pk}/nodes/create/").json()["links"] == []
    assert Run.objects.get().status == "succeeded"


def test_a_filter_that_the_database_is_too_long_at_is_stopped(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SECONDS", 0.05)
    monkeypatch.setattr(rows, "list_rows", lambda *_: _read_for_long())

    refused = api.post(COUNT, {"filter": {}})

    assert (refused.status_code, refused.json()["problems"][0]["port"]) == (400, "filter")
    assert (
        refused.json()["detail"] == "The database took more than 0.05 seconds, and was stopped. Ask for less, or with simpler conditions."
    )
    assert api.get("/api/me/").status_code == 200


def _read_for_long() -> None:
    """Count a hundred million numbers in the database."""
    with connection.cursor() as cursor:
        cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n")


def test_the_bound_on_time_holds_for_the_count_alone(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SECONDS", 0.05)
    assert api.post(COUNT, {"filter": {}}).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n")
        assert cursor.fetchone() == (1_000_000,)


@pytest.mark.parametrize("wanted", [1e308, {"$eq": 1e300}, {"$in": [1e300]}, {"$lt": -1e300}, 2**63 - 1], ids=str)
def test_a_key_beyond_64_bits_is_no_key_of_a_row(api: Any, wanted: Any) -> None:
    answer = api.post(COUNT, {"filter": {"vendor_id": wanted}})
    expected = (200, None) if wanted == 2**63 - 1 else (400, "filter")

    assert (answer.status_code, answer.json().get("problems", [{"port": None}])[0]["port"]) == expected
