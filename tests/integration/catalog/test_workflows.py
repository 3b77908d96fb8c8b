import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

Product: Any = apps.get_model("catalog.Product")
AIProcessingQueue: Any = apps.get_model("ai.AIProcessingQueue")

RunTemplate = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.django_db


def test_onboarding_creates_the_product_that_was_asked_for(run_template: RunTemplate) -> None:
    asked = {"product_code": "SAW-7", "name": "Saw", "description": "Cuts.", "category": "Hand Tools", "brand": "Tamar Steel"}

    results = run_template("product-onboarding", asked | {"list_price": 24.5})

    product = Product.objects.get()
    assert {name: getattr(product, name) for name in asked} == asked
    assert (product.list_price, product.tenant_id, product.embedding_status) == (Decimal("24.50"), "demo", "pending")
    assert results["create"]["id"] == product.pk
    assert [(entry.history_type, entry.history_user_id, entry.history_node) for entry in product.history.all()] == [("+", "demo", "create")]


def test_onboarding_queues_three_tasks_for_the_product(run_template: RunTemplate) -> None:
    product = run_template("product-onboarding")["create"]

    fields = ("task_type", "ai_service", "entity_type", "entity_id", "processing_config", "status", "tenant_id")
    assert list(AIProcessingQueue.objects.order_by("task_type").values_list(*fields)) == [
        ("classification", "openai", "product", product["id"], {"classification_type": "unspsc"}, "pending", "demo"),
        ("embedding", "chromadb", "product", product["id"], {"collection": "products"}, "pending", "demo"),
        ("knowledge_graph", "neo4j", "product", product["id"], {"create_relationships": True}, "pending", "demo"),
    ]


def test_onboarding_twice_without_a_code_makes_two_products(run_template: RunTemplate) -> None:
    codes = [run_template("product-onboarding", {"product_code": given})["create"]["product_code"] for given in (None, "")]

    assert [bool(re.fullmatch(r"NEW-[0-9A-Z]{1,8}", code)) for code in codes] == [True, True]
    assert Product.objects.count() == 2


def test_a_bulk_import_creates_its_rows_and_a_task_for_each(run_template: RunTemplate) -> None:
    results = run_template("bulk-import")

    products = list(Product.objects.order_by("product_code").values_list("pk", "product_code", "list_price", "tenant_id"))
    prices = ["119.99", "89.50", "17.95", "379.00", "14.25"]
    assert [row[1:] for row in products] == [(f"IMP-000{number}", Decimal(price), "demo") for number, price in enumerate(prices, start=1)]
    assert results["bulk_create"]["created"] == 5
    tasks = AIProcessingQueue.objects.filter(task_type="embedding", ai_service="chromadb", entity_type="product").order_by("entity_id")
    assert [task.entity_id for task in tasks] == sorted(row[0] for row in products)


def test_a_second_bulk_import_updates_the_same_products(run_template: RunTemplate) -> None:
    run_template("bulk-import")
    known = list(Product.objects.order_by("pk").values_list("pk", flat=True))

    results = run_template("bulk-import")

    assert (results["bulk_create"]["created"], results["bulk_create"]["updated"]) == (0, 5)
    assert list(Product.objects.order_by("pk").values_list("pk", flat=True)) == known
    assert AIProcessingQueue.objects.count() == 10


def test_a_bulk_import_of_one_product_queues_one_task(run_template: RunTemplate) -> None:
    row = {"product_code": "ONE", "name": "One", "description": "", "category": "Paper", "brand": "Papira", "list_price": 1}

    run_template("bulk-import", {"products": [row]})

    assert AIProcessingQueue.objects.get().entity_id == Product.objects.get().pk
