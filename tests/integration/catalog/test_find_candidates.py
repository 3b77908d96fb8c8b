from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from dataflow_app.catalog import models

Product: Any = models.Product
AIProcessingQueue: Any = apps.get_model("ai.AIProcessingQueue")
AIRecommendation: Any = apps.get_model("ai.AIRecommendation")

RunTemplate = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sample"), pytest.mark.django_db]


def test_finding_candidates_takes_the_safest_available_ones_within_the_budget(run_template: RunTemplate) -> None:
    found = run_template("find-candidates", {"category": "Power Tools", "budget": 150})["find_candidates"]

    expected = Product.objects.filter(category="Power Tools", list_price__lte=150, is_available=True).order_by(
        "-safety_rating", "price", "pk"
    )
    assert [row["product_code"] for row in found] == [each.product_code for each in expected[:50]]
    assert len(found) == 50


def test_finding_candidates_counts_what_it_found(run_template: RunTemplate) -> None:
    results = run_template("find-candidates", {"category": "Diagnostics", "budget": 20})

    expected = Product.objects.filter(category="Diagnostics", list_price__lte=20, is_available=True).count()
    assert results["find_candidates"]["count"] == len(results["find_candidates"]) == expected
    assert AIRecommendation.objects.get().context_data == {"category": "Diagnostics", "budget": 20, "candidates": expected}


def test_finding_candidates_asks_for_a_recommendation_and_queues_it(run_template: RunTemplate) -> None:
    run_template("find-candidates")

    request = AIRecommendation.objects.get()
    assert (request.recommendation_type, request.status, request.recommendations) == ("hybrid", "pending", None)
    assert request.context_data == {"category": "Power Tools", "budget": 250, "candidates": 50}
    task = AIProcessingQueue.objects.get()
    assert (task.task_type, task.entity_type, task.entity_id) == ("hybrid_recommendation", "recommendation", request.pk)
    assert task.processing_config == {"use_openai": True, "use_neo4j": True, "use_chromadb": True}
