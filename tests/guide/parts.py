"""What stands around each Python block of the guide, so that it can run by itself.

A block of the guide leaves out what an earlier one, or the reader, has supplied. ``before`` supplies it; ``after`` does what the
guide says may be done then, and asserts what must have come of it. The block between them is the guide's, unchanged.
"""

from dataclasses import dataclass

DATAFLOW = "from dataflow import DataFlow\n"
DB = DATAFLOW + "db = DataFlow()\n"
BUILDER = "from kailash.workflow.builder import WorkflowBuilder\n"
IMPORTS = BUILDER + "from kailash.runtime.local import LocalRuntime\n"
WORKFLOW = BUILDER + "workflow = WorkflowBuilder()\n"
DRILL = """
DRILL = {
    "product_code": "GUIDE-1", "name": "Guide drill", "description": "18 V", "category": "drills", "brand": "Acme", "list_price": 99.99,
}
"""
CREATE_DRILL = """
first = WorkflowBuilder()
first.add_node("ProductCreateNode", "create", DRILL)
product = LocalRuntime().execute(first.build())[0]["create"]
"""


@dataclass(frozen=True)
class Part:
    """The text before and after a block; ``needs_project`` is false where the block works on a database of its own."""

    before: str = ""
    after: str = ""
    needs_project: bool = True


PARTS: dict[int, Part] = {
    1: Part(after="assert repr(db).endswith('no models>')"),
    2: Part(
        DB + "from typing import Optional\n",
        """
from dataflow_app.nodes.registry import REGISTRIES
kinds = ("Create", "Read", "Update", "Delete", "List", "BulkCreate", "BulkUpdate", "BulkDelete", "BulkUpsert")
assert {REGISTRIES.resolve(f"Product{kind}Node").model for kind in kinds} == {Product._dataflow.label}
row = Product.objects.create(product_code="a", name="b", description="c", category="d", brand="e", list_price=99.99)
row.delete(reason="because")
assert (row.embedding_status, row.ai_tags, row.row_version, row.tenant_id) == ("pending", None, 2, "")
assert (Product.objects.count(), Product.all_objects.get().list_price, Product.history.count()) == (0, 99.99, 2)
""",
    ),
    3: Part(
        DRILL,
        """
results, run_id = integrate_openai_recommendations(DRILL)
assert results["create_ai_request"]["entity_id"] == results["create_product"]["id"]
assert results["create_ai_request"]["context_data"]["list_price"] == 99.99
""",
    ),
    4: Part(
        IMPORTS + DRILL + CREATE_DRILL,
        """
results, run_id = integrate_knowledge_graph(product["id"])
assert results["get_product"]["name"] == "Guide drill"
assert results["create_kg_entity"]["neo4j_labels"] == ["Product", "Tool"]
""",
    ),
    5: Part(
        IMPORTS + DRILL + CREATE_DRILL,
        """
results, run_id = integrate_vector_embeddings(product["id"])
assert results["create_embedding"]["entity_id"] == product["id"]
""",
    ),
    6: Part(after="assert (Product('a', 3).name, Product('a', 3).price) == ('a', 3)"),
    7: Part(DB, "assert Product.objects.create(name='Tool', price=99.99).embedding_status == 'pending'"),
    8: Part(WORKFLOW, "assert [node.id for node in workflow.build().nodes] == ['create', 'find_similar']"),
    9: Part(
        IMPORTS + DRILL + CREATE_DRILL,
        """
results, run_id = hybrid_recommendation_pipeline({"category": "drills", "budget": [50, 150]})
assert [row["id"] for row in results["find_candidates"]] == [product["id"]]
assert results["queue_ai_processing"]["processing_config"]["use_neo4j"] is True
results, run_id = hybrid_recommendation_pipeline({"category": "drills"})
assert len(results["find_candidates"]) == 1
results, run_id = hybrid_recommendation_pipeline({"category": "drills", "budget": [100, None]})
assert len(results["find_candidates"]) == 0
""",
    ),
    10: Part(
        IMPORTS + DRILL,
        """
results, run_id = product_intelligence_workflow(DRILL)
queued = [results[name] for name in ("queue_classification", "queue_embedding", "queue_knowledge_graph")]
assert [task["entity_id"] for task in queued] == [results["create"]["id"]] * 3
assert [task["ai_service"] for task in queued] == ["openai", "chromadb", "neo4j"]
""",
    ),
    11: Part(
        IMPORTS + "from typing import List\n" + DRILL,
        """
results, run_id = optimize_bulk_processing([DRILL | {"product_code": f"GUIDE-{number}"} for number in range(250)])
assert (results["bulk_create"]["created"], results["bulk_queue_ai"]["created"]) == (250, 250)
results, run_id = optimize_bulk_processing([DRILL | {"product_code": f"GUIDE-{number}"} for number in range(200, 300)])
assert (results["bulk_create"]["created"], results["bulk_create"]["updated"]) == (50, 50)
""",
    ),
    12: Part(
        IMPORTS + DRILL + "DRILL['embedding_status'] = 'completed'\n" + CREATE_DRILL,
        """
results, run_id = optimized_product_search({"category": "drills", "brand": "Acme", "price_range": {"min": 50, "max": 150}})
assert [row["id"] for row in results["search"]] == [product["id"]]
""",
    ),
    13: Part(
        DB + WORKFLOW,
        """
from kailash.runtime.local import LocalRuntime
for tenant in ("company-123", "company-456"):
    create = WorkflowBuilder()
    create.add_node("ProductCreateNode", "create", {"name": "Tool", "price": 99.99, "tenant_id": tenant})
    LocalRuntime().execute(create.build())
search = WorkflowBuilder()
search.add_node("ProductListNode", "list", {"tenant_id": "company-123"})
results, run_id = LocalRuntime().execute(search.build())
assert [row["tenant_id"] for row in results["list"]] == ["company-123"]
""",
    ),
    14: Part(
        DB,
        """
row = Product.objects.create(name="a", price=1.0)
row.price = 2.0
row.save()
assert [(record.history_type, record.price) for record in row.history.all()] == [("~", 2.0), ("+", 1.0)]
""",
    ),
    15: Part(
        IMPORTS + "from datetime import datetime, timedelta\n",
        """
results, run_id = monitor_ai_services()
assert results["health_checks"]["created"] == 3
assert {row["service_name"] for row in results["recent_health"]} >= {"openai", "neo4j", "chromadb"}
""",
    ),
    16: Part(DATAFLOW, "assert Product.objects.create(name='x').embedding_status == 'mock'"),
    17: Part("import os\n" + DATAFLOW, "assert db.database == 'default'\ndb.migrate()\nassert Product.history.count() == 0"),
    18: Part(
        IMPORTS,
        """
db = test_db._get_wrapped_function()()

@db.model
class Product:
    name: str
    price: float

test_product_creation(db)
assert Product.objects.count() == 1
""",
        needs_project=False,
    ),
}
