"""Find candidates: the products that meet somebody's needs, and a request to an AI service to choose among them."""

from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.catalog.workflows.template import Template
from dataflow_app.graph.builder import WorkflowBuilder

_workflow = (
    WorkflowBuilder()
    .add_input("category", "text", title="Category", default="Power Tools")
    .add_input("budget", "number", title="Budget", description="The highest list price, in US dollars.", default=250)
    .add_node("InputNode", "needs", name="What is needed")
    .add_node(
        "ProductListNode",
        "find_candidates",
        {"filter": {"is_available": True}, "order_by": ["-safety_rating", "price"], "limit": 50},
        name="Find candidates",
    )
    .add_node(
        "AIRecommendationCreateNode",
        "create_request",
        {"recommendation_type": "hybrid", "context_data": {}},
        name="Ask for a recommendation",
    )
    .add_node(
        "AIProcessingQueueCreateNode",
        "queue_ai_processing",
        {
            "task_type": "hybrid_recommendation",
            "ai_service": "hybrid",
            "entity_type": "recommendation",
            "processing_config": {"use_openai": True, "use_neo4j": True, "use_chromadb": True},
        },
        name="Queue the AI work",
    )
    .add_connection("needs", "category", "find_candidates", "filter.category")
    .add_connection("needs", "budget", "find_candidates", "filter.price_range.max")
    .add_connection("needs", "category", "create_request", "context_data.category")
    .add_connection("needs", "budget", "create_request", "context_data.budget")
    .add_connection("find_candidates", "count", "create_request", "context_data.candidates")
    .add_connection("create_request", "id", "queue_ai_processing", "entity_id")
)

FIND_CANDIDATES = Template(
    slug="find-candidates",
    name="Find candidates",
    description="Finds the safest products of a category within a budget, and asks the AI services to choose among them.",
    definition=lay_out(_workflow.build(), [["", "needs"], ["find_candidates", ""], ["", "create_request"], ["", "queue_ai_processing"]]),
)
