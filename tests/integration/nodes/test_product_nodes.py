"""The catalogue's nodes as the guide uses them."""

from decimal import Decimal
from typing import Any

import pytest

from dataflow_app.catalog import models
from dataflow_app.errors import NodeError
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.scope import Scope

Product: Any = models.Product
SCOPE = Scope(tenant="demo", enforced=True, actor="ann")
DRILL = {
    "product_code": "DRL-1",
    "name": "Voltera 18V Cordless Drill",
    "description": "Drills wood.",
    "category": "Power Tools",
    "brand": "Voltera",
    "list_price": 99.99,
}

pytestmark = pytest.mark.django_db


def run(name: str, parameters: dict[str, Any]) -> Any:
    node_type = REGISTRIES.resolve(name)
    assert isinstance(node_type, NodeType)
    return node_type.run(NodeContext(SCOPE, "1", "n", 0, {}, "key", lambda: False, lambda _: {}), parameters)


def test_what_the_database_computes_is_given_after_each_write() -> None:
    created = run("ProductCreateNode", DRILL)
    assert (created["list_price"], created["price"]) == (Decimal("99.99"), Decimal("99.99"))
    updated = run("ProductUpdateNode", {"id": created["id"], "sale_price": "79.5"})
    assert updated["price"] == Decimal("79.50")
    run("ProductBulkUpdateNode", {"data": [{"id": created["id"], "sale_price": 60}]})
    assert list(Product.history.order_by("history_id").values_list("price", "row_version")) == [
        (Decimal("99.99"), 1),
        (Decimal("79.50"), 2),
        (Decimal("60.00"), 3),
    ]
    assert Product.objects.get().price == Decimal("60.00")


def test_what_the_database_computes_cannot_be_given() -> None:
    with pytest.raises(NodeError, match=r"Product\.price is computed by the database, so no value may be given\."):
        run("ProductCreateNode", {**DRILL, "price": 5})


def test_an_import_in_bulk_upserts_by_the_product_code() -> None:
    run("ProductCreateNode", DRILL)
    data = [{**DRILL, "list_price": 89}, {**DRILL, "product_code": "DRL-2"}]
    output = run("ProductBulkCreateNode", {"data": data, "batch_size": 1000, "conflict_resolution": "upsert"})
    assert output == {"created": 1, "updated": 1, "skipped": 0, "count": 2}
    prices = Product.objects.order_by("product_code").values_list("product_code", "list_price")
    assert list(prices) == [("DRL-1", Decimal("89.00")), ("DRL-2", Decimal("99.99"))]


def test_a_search_of_the_guide_finds_bounds_and_order() -> None:
    rows = [
        {**DRILL, "product_code": f"P{n}", "list_price": n, "safety_rating": n % 3, "embedding_status": "completed"} for n in range(1, 7)
    ]
    run("ProductBulkCreateNode", {"data": rows})
    wanted = {"category": "Power Tools", "brand": "Voltera", "price_range": [2, 6], "embedding_status": "completed", "is_available": True}
    found = run("ProductListNode", {"filter": wanted, "order_by": ["-safety_rating", "price"], "limit": 4})
    assert [row["product_code"] for row in found] == ["P2", "P5", "P4", "P3"]
    assert (found["count"], found["total"]) == (4, 5)


def test_candidates_without_a_budget_are_not_limited_by_price() -> None:
    run("ProductCreateNode", DRILL)
    wanted = {"category": "Power Tools", "price_range": None, "is_available": True}
    assert run("ProductListNode", {"filter": wanted, "limit": 50})["count"] == 1
