import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from dataflow_app.catalog.sample.load import load_sample_catalogue
from dataflow_app.catalog.workflows import TEMPLATES
from dataflow_app.runtime.local import LocalRuntime

Product: Any = apps.get_model("catalog.Product")
AIProcessingQueue: Any = apps.get_model("ai.AIProcessingQueue")
AIRecommendation: Any = apps.get_model("ai.AIRecommendation")

pytestmark = pytest.mark.django_db


def run(slug: str, inputs: Mapping[str, Any] | None = None) -> dict[str, Any]:
    [template] = [each for each in TEMPLATES if each.slug == slug]
    return dict(LocalRuntime(tenant="demo", actor="demo").execute(template.definition, inputs=inputs)[0])


def test_onboarding_creates_the_product_that_was_asked_for() -> None:
    asked = {"product_code": "SAW-7", "name": "Saw", "description": "Cuts.", "category": "Hand Tools", "brand": "Tamar Steel"}

    results = run("product-onboarding", asked | {"list_price": 24.5})

    product = Product.objects.get()
    assert {name: getattr(product, name) for name in asked} == asked
    assert (product.list_price, product.tenant_id, product.embedding_status) == (Decimal("24.50"), "demo", "pending")
    assert results["create"]["id"] == product.pk
    assert [(entry.history_type, entry.history_user_id, entry.history_node) for entry in product.history.all()] == [("+", "demo", "create")]


def test_onboarding_queues_three_tasks_for_the_product() -> None:
    product = run("product-onboarding")["create"]

    fields = ("task_type", "ai_service", "entity_type", "entity_id", "processing_config", "status", "tenant_id")
    assert list(AIProcessingQueue.objects.order_by("task_type").values_list(*fields)) == [
        ("classification", "openai", "product", product["id"], {"classification_type": "unspsc"}, "pending", "demo"),
        ("embedding", "chromadb", "product", product["id"], {"collection": "products"}, "pending", "demo"),
        ("knowledge_graph", "neo4j", "product", product["id"], {"create_relationships": True}, "pending", "demo"),
    ]


def test_onboarding_twice_without_a_code_makes_two_products() -> None:
    codes = [run("product-onboarding", {"product_code": given})["create"]["product_code"] for given in (None, "")]

    assert [bool(re.fullmatch(r"NEW-[0-9A-Z]{1,8}", code)) for code in codes] == [True, True]
    assert Product.objects.count() == 2


def test_finding_candidates_takes_the_safest_available_ones_within_the_budget() -> None:
    load_sample_catalogue("demo")

    found = run("find-candidates", {"category": "Power Tools", "budget": 150})["find_candidates"]

    expected = Product.objects.filter(category="Power Tools", list_price__lte=150, is_available=True).order_by(
        "-safety_rating", "price", "pk"
    )
    assert [row["product_code"] for row in found] == [each.product_code for each in expected[:50]]
    assert len(found) == 50


def test_finding_candidates_without_a_budget_sets_no_limit() -> None:
    load_sample_catalogue("demo")

    results = run("find-candidates", {"category": "Diagnostics", "budget": 10_000})

    assert results["find_candidates"]["count"] == Product.objects.filter(category="Diagnostics", is_available=True).count()


def test_finding_candidates_asks_for_a_recommendation_and_queues_it() -> None:
    load_sample_catalogue("demo")
    count = Product.objects.filter(category="Power Tools", list_price__lte=250, is_available=True).count()

    run("find-candidates")

    request = AIRecommendation.objects.get()
    assert (request.recommendation_type, request.status, request.recommendations) == ("hybrid", "pending", None)
    assert request.context_data == {"category": "Power Tools", "budget": 250, "candidates": count}
    task = AIProcessingQueue.objects.get()
    assert (task.task_type, task.entity_type, task.entity_id) == ("hybrid_recommendation", "recommendation", request.pk)
    assert task.processing_config == {"use_openai": True, "use_neo4j": True, "use_chromadb": True}


def test_a_bulk_import_creates_its_rows_and_a_task_for_each() -> None:
    results = run("bulk-import")

    products = list(Product.objects.order_by("product_code").values_list("pk", "product_code", "list_price", "tenant_id"))
    prices = ["119.99", "89.50", "17.95", "379.00", "14.25"]
    assert [row[1:] for row in products] == [(f"IMP-000{number}", Decimal(price), "demo") for number, price in enumerate(prices, start=1)]
    assert results["bulk_create"]["created"] == 5
    tasks = AIProcessingQueue.objects.filter(task_type="embedding", ai_service="chromadb", entity_type="product").order_by("entity_id")
    assert [task.entity_id for task in tasks] == sorted(row[0] for row in products)


def test_a_second_bulk_import_updates_the_same_products() -> None:
    run("bulk-import")
    known = list(Product.objects.order_by("pk").values_list("pk", flat=True))

    results = run("bulk-import")

    assert (results["bulk_create"]["created"], results["bulk_create"]["updated"]) == (0, 5)
    assert list(Product.objects.order_by("pk").values_list("pk", flat=True)) == known
    assert AIProcessingQueue.objects.count() == 10


def test_a_bulk_import_of_one_product_queues_one_task() -> None:
    row = {"product_code": "ONE", "name": "One", "description": "", "category": "Paper", "brand": "Papira", "list_price": 1}

    run("bulk-import", {"products": [row]})

    assert AIProcessingQueue.objects.get().entity_id == Product.objects.get().pk
