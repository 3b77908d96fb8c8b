from decimal import Decimal
from typing import Any

import pytest

from dataflow_app.catalog import models
from dataflow_app.errors import DefinitionError, RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.runtime.local import LocalRuntime

Product: Any = models.Product

pytestmark = pytest.mark.django_db


def run(node_type: str, parameters: dict[str, Any], tenant: str | None = None) -> Any:
    return LocalRuntime(tenant=tenant).execute(WorkflowBuilder().add_node(node_type, "node", parameters))[0]["node"]


def test_a_float_price_is_stored_to_the_cent_that_it_shows(drill: dict[str, Any]) -> None:
    row = run("ProductCreateNode", drill)

    assert row["list_price"] == Decimal("99.99")
    assert Product.objects.get(pk=row["id"]).list_price == Decimal("99.99")


def test_a_price_with_a_third_place_is_refused_and_nothing_is_stored(drill: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="list_price keeps 2 decimal places"):
        run("ProductCreateNode", drill | {"list_price": 99.999})

    assert Product.objects.count() == 0


def test_what_a_buyer_pays_is_the_sale_price_where_there_is_one(drill: dict[str, Any]) -> None:
    row = run("ProductCreateNode", drill)
    assert row["price"] == Decimal("99.99")

    on_sale = run("ProductUpdateNode", {"id": row["id"], "sale_price": 79.5})
    assert on_sale["price"] == Decimal("79.50")

    back = run("ProductUpdateNode", {"id": row["id"], "sale_price": None})
    assert back["price"] == Decimal("99.99")


def test_price_itself_cannot_be_given(drill: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="price is computed by the database"):
        run("ProductCreateNode", drill | {"price": 1})


def test_a_code_is_taken_within_a_tenant_only(drill: dict[str, Any]) -> None:
    run("ProductCreateNode", drill, tenant="acme")
    run("ProductCreateNode", drill, tenant="globex")

    with pytest.raises(RunFailed, match="product_code"):
        run("ProductCreateNode", drill, tenant="acme")
    assert sorted(Product.objects.values_list("tenant_id", flat=True)) == ["acme", "globex"]


@pytest.mark.parametrize(
    ("bounds", "codes"),
    [
        ([20, 40], ["B", "C"]),
        ({"min": 30}, ["C", "D"]),
        ({"max": 20}, ["A", "B"]),
        ([None, 10], ["A"]),
        (None, ["A", "B", "C", "D"]),
    ],
)
def test_price_range_bounds_the_list_price(drill: dict[str, Any], bounds: Any, codes: list[str]) -> None:
    rows = [
        drill | {"product_code": code, "list_price": price, "sale_price": 1} for code, price in zip("ABCD", (10, 20, 30, 50), strict=True)
    ]
    run("ProductBulkCreateNode", {"data": rows})

    found = run("ProductListNode", {"filter": {"price_range": bounds}, "order_by": ["product_code"]})

    assert [row["product_code"] for row in found] == codes


def test_the_safest_and_then_the_cheapest_come_first(drill: dict[str, Any]) -> None:
    given = [("A", 4, 30, None), ("B", 5, 50, None), ("C", 5, 90, 40), ("D", 4, 20, None)]
    rows = [
        drill | {"product_code": code, "safety_rating": rating, "list_price": price, "sale_price": sale}
        for code, rating, price, sale in given
    ]
    run("ProductBulkCreateNode", {"data": rows})

    found = run("ProductListNode", {"order_by": ["-safety_rating", "price"]})

    assert [row["product_code"] for row in found] == ["C", "B", "D", "A"]


def test_the_guides_optimized_search_runs_as_it_is_written(drill: dict[str, Any]) -> None:
    filters = {"category": "Power Tools", "brand": "Voltera", "price_range": [50, 100]}
    other = {"product_code": "DRL-2", "embedding_status": "completed"}
    run("ProductBulkCreateNode", {"data": [drill, drill | other, drill | other | {"product_code": "DRL-3", "brand": "Bramford"}]})

    found = run(
        "ProductListNode",
        {
            "filter": {
                "category": filters["category"],
                "brand": filters["brand"],
                "price_range": filters["price_range"],
                "embedding_status": "completed",
                "is_available": True,
            },
            "order_by": ["-safety_rating", "price"],
            "limit": 20,
        },
    )

    assert [row["product_code"] for row in found] == ["DRL-2"]


def test_a_rating_over_five_is_refused(drill: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="safety_rating"):
        run("ProductCreateNode", drill | {"safety_rating": 5.1})


def test_a_status_that_there_is_not_is_refused_with_the_one_that_was_meant(drill: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="'completed'"):
        run("ProductCreateNode", drill | {"embedding_status": "complete"})


def test_a_vendor_of_another_tenant_cannot_supply_a_product(drill: dict[str, Any]) -> None:
    theirs = run("VendorCreateNode", {"vendor_code": "V-1", "name": "Aldgate"}, tenant="globex")

    with pytest.raises(RunFailed, match="Vendor"):
        run("ProductCreateNode", drill | {"vendor_id": theirs["id"]}, tenant="acme")
    assert Product.objects.count() == 0
