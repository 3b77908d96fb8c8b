"""The guide's workflows about AI services, as it writes them, against the models that come with the product."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from dataflow_app.errors import RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.runtime.local import LocalRuntime

Product: Any = apps.get_model("catalog.Product")
PRODUCT = {"product_code": "P-1", "name": "Drill", "description": "Drills.", "category": "tools", "brand": "Voltera", "list_price": 99.99}

pytestmark = pytest.mark.django_db


def model(name: str) -> Any:
    return apps.get_model("ai", name)


def test_a_recommendation_is_asked_for_before_there_is_an_answer() -> None:
    workflow = WorkflowBuilder()
    workflow.add_node("ProductCreateNode", "create_product", PRODUCT)
    workflow.add_node(
        "AIRecommendationCreateNode",
        "create_ai_request",
        {"recommendation_type": "product_analysis", "context_data": PRODUCT, "ai_model": "gpt-4", "status": "processing"},
    )
    workflow.add_connection("create_product", "id", "create_ai_request", "entity_id")

    results, _ = LocalRuntime().execute(workflow.build())

    request = model("AIRecommendation").objects.get()
    assert request.entity_id == results["create_product"]["id"] == Product.objects.get().pk
    assert (request.context_data, request.ai_model, request.status) == (PRODUCT, "gpt-4", "processing")
    assert (request.recommendations, request.confidence, request.completed_at) == (None, None, None)


def test_a_product_is_tracked_for_the_knowledge_graph() -> None:
    workflow = WorkflowBuilder()
    workflow.add_node("ProductCreateNode", "get_product", PRODUCT)
    workflow.add_node(
        "KnowledgeGraphEntityCreateNode",
        "create_kg_entity",
        {"entity_type": "product", "entity_id": 7, "neo4j_labels": ["Product", "Tool"], "sync_status": "pending"},
    )

    LocalRuntime().execute(workflow.build())

    entity = model("KnowledgeGraphEntity").objects.get()
    assert (entity.entity_type, entity.entity_id, entity.neo4j_labels, entity.sync_status) == ("product", 7, ["Product", "Tool"], "pending")
    assert (entity.neo4j_node_id, entity.last_synced_at) == (None, None)


def test_an_embedding_is_tracked_before_there_is_a_vector() -> None:
    given = {
        "entity_type": "product",
        "entity_id": 7,
        "collection_name": "products",
        "embedding_model": "text-embedding-ada-002",
        "embedding_status": "pending",
    }

    LocalRuntime().execute(WorkflowBuilder().add_node("VectorEmbeddingCreateNode", "create_embedding", given).build())

    row = model("VectorEmbedding").objects.get()
    assert {name: getattr(row, name) for name in given} == given
    assert (row.vector_id, row.dimensions, row.embedded_at) == (None, None, None)


def test_tasks_are_queued_in_bulk_without_an_entity() -> None:
    tasks = [{"task_type": "embedding", "entity_type": "product", "ai_service": "chromadb"} for _ in range(3)]
    workflow = WorkflowBuilder().add_node("AIProcessingQueueBulkCreateNode", "bulk_queue_ai", {"data": tasks, "batch_size": 100})

    results, _ = LocalRuntime().execute(workflow.build())

    assert results["bulk_queue_ai"]["created"] == 3
    fields = ("task_type", "entity_type", "entity_id", "status", "priority")
    assert list(model("AIProcessingQueue").objects.values_list(*fields)) == [("embedding", "product", None, "pending", 5)] * 3


def test_health_checks_are_unknown_and_of_now_until_somebody_looked() -> None:
    before = timezone.now()
    workflow = WorkflowBuilder()
    services = {"openai": "api.openai.com", "neo4j": "localhost:7687", "chromadb": "localhost:8000"}
    data = [{"service_name": name, "endpoint": endpoint} for name, endpoint in services.items()]
    workflow.add_node("AIServiceHealthBulkCreateNode", "health_checks", {"data": data})
    recent = {"filter": {"check_timestamp": {"$gte": datetime.now() - timedelta(hours=1)}}, "order_by": ["-check_timestamp"]}  # noqa: DTZ005 - as the guide writes it
    workflow.add_node("AIServiceHealthListNode", "recent_health", recent)

    found: Any = LocalRuntime().execute(workflow.build())[0]["recent_health"]

    assert {row["service_name"]: row["endpoint"] for row in found} == services
    rows = model("AIServiceHealth").objects.all()
    assert {row.status for row in rows} == {"unknown"}
    assert all(before <= row.check_timestamp <= timezone.now() for row in rows)


def test_a_status_that_there_is_not_is_refused_and_nothing_is_stored() -> None:
    workflow = WorkflowBuilder().add_node(
        "AIProcessingQueueCreateNode", "queue", {"task_type": "embedding", "ai_service": "chromadb", "status": {"$expression": '"done"'}}
    )

    with pytest.raises(RunFailed, match="status"):
        LocalRuntime().execute(workflow.build())
    assert model("AIProcessingQueue").objects.count() == 0


def test_a_confidence_over_one_is_refused() -> None:
    workflow = WorkflowBuilder().add_node(
        "AIRecommendationCreateNode", "request", {"recommendation_type": "hybrid", "confidence": {"$expression": "1.5"}}
    )

    with pytest.raises(RunFailed, match="confidence"):
        LocalRuntime().execute(workflow.build())
    assert model("AIRecommendation").objects.count() == 0


def test_a_tenants_tasks_are_its_own() -> None:
    task = WorkflowBuilder().add_node("AIProcessingQueueCreateNode", "queue", {"task_type": "embedding", "ai_service": "chromadb"}).build()
    LocalRuntime(tenant="acme").execute(task)
    LocalRuntime(tenant="globex").execute(task)
    count = WorkflowBuilder().add_node("AIProcessingQueueCountNode", "count", {}).build()

    assert LocalRuntime(tenant="acme").execute(count)[0]["count"]["count"] == 1
    assert LocalRuntime().execute(count)[0]["count"]["count"] == 2
