"""Product onboarding: create a product, then queue what three AI services have to do for it."""

from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.catalog.workflows.template import Template
from dataflow_app.graph.builder import WorkflowBuilder

#: A run that gives no code makes one of its own, so that running it twice makes two products.
GIVEN_OR_NEW_CODE = 'inputs.product_code ?: "NEW-" & $uppercase($formatBase($floor($random() * 2821109907456), 36))'

_workflow = (
    WorkflowBuilder()
    .add_input("product_code", "text", title="Product code", description="Left empty, the product gets a new code.", required=False)
    .add_input("name", "text", title="Name", default="Voltera 18V Cordless Drill, 55 Nm")
    .add_input("description", "text", title="Description", default="Drills wood, metal and masonry on one charge.")
    .add_input("category", "text", title="Category", default="Power Tools")
    .add_input("brand", "text", title="Brand", default="Voltera")
    .add_input("list_price", "number", title="List price", description="In US dollars.", default=129.99)
    .add_node("InputNode", "product", name="New product")
    .add_node("ProductCreateNode", "create", {"product_code": {"$expression": GIVEN_OR_NEW_CODE}}, name="Create the product")
    .add_node(
        "AIProcessingQueueCreateNode",
        "queue_classification",
        {"task_type": "classification", "ai_service": "openai", "processing_config": {"classification_type": "unspsc"}},
        name="Queue the classification",
    )
    .add_node(
        "AIProcessingQueueCreateNode",
        "queue_embedding",
        {"task_type": "embedding", "ai_service": "chromadb", "processing_config": {"collection": "products"}},
        name="Queue the embedding",
    )
    .add_node(
        "AIProcessingQueueCreateNode",
        "queue_knowledge_graph",
        {"task_type": "knowledge_graph", "ai_service": "neo4j", "processing_config": {"create_relationships": True}},
        name="Queue the knowledge graph",
    )
)
for _column in ("name", "description", "category", "brand", "list_price"):
    _workflow.add_connection("product", _column, "create", _column)
for _task in ("queue_classification", "queue_embedding", "queue_knowledge_graph"):
    _workflow.add_connection("create", "id", _task, "entity_id")

PRODUCT_ONBOARDING = Template(
    slug="product-onboarding",
    name="Product onboarding",
    description="Creates a product and queues its classification, its embedding and its place in the knowledge graph.",
    definition=lay_out(_workflow.build(), [["product"], ["create"], ["queue_classification", "queue_embedding", "queue_knowledge_graph"]]),
)
