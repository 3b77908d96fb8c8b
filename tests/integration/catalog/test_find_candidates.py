from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from dataflow_app.catalog import models

Product: Any = models.Product
AIProcessingQueue: Any = apps.get_model("ai.AIProcessingQueue")
AIRecommendation: Any = apps.get_model("ai.AIRecommendation")

RunTemplate = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.django_db]


def test_finding_candidates_takes_the_safest_available_ones_within_the_budget(run_template: RunTemplate) -> None:
    found = run_template("find-candidates", {"category": "Power Tools", "budget": 150})["find_candidates"]

    expected = Product.objects.filter(category="Power Tools", list_price__lte=150, is_available=True).order_by(
        "-safety_rating", "price", "pk"
    )
    assert [row["product_code"] for row in found] == [each.product_code for each in expected[:50]]
    assert len(found) == 50


def test_finding_candidates_without_a_budget_sets_no_limit(run_template: RunTemplate) -> None:
    results = run_template("find-candidates", {"category": "Diagnostics", "budget": 10_000})

    assert results["find_candidates"]["count"] == Product.objects.filter(category="Diagnostics", is_available=True).count()


def test_finding_candidates_asks_for_a_recommendation_and_queues_it(run_template: RunTemplate) -> None:
    count = Product.objects.filter(category="Power Tools", list_price__lte=250, is_available=True).count()

    run_template("find-candidates")

    request = AIRecommendation.objects.get()
    assert (request.recommendation_type, request.status, request.recommendations) == ("hybrid", "pending", None)
    assert request.context_data == {"category": "Power Tools", "budget": 250, "candidates": count}
    task = AIProcessingQueue.objects.get()
    assert (task.task_type, task.entity_type, task.entity_id) == ("hybrid_recommendation", "recommendation", request.pk)
    assert task.processing_config == {"use_openai": True, "use_neo4j": True, "use_chromadb": True}
