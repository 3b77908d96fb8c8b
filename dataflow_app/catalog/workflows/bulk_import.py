"""Bulk import: many products at once, new or known, and an embedding task for each of them."""

from typing import Any

from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.catalog.workflows.template import Template
from dataflow_app.graph.builder import WorkflowBuilder

ROWS: list[dict[str, Any]] = [
    {
        "product_code": code,
        "name": name,
        "description": description,
        "category": category,
        "brand": brand,
        "list_price": price,
    }
    for code, name, description, category, brand, price in (
        ("IMP-0001", "Voltera 18V Jigsaw", "Cuts curves in board up to 80 mm.", "Power Tools", "Voltera", 119.99),
        ("IMP-0002", "Aegisline Welding Helmet", "Darkens in a ten-thousandth of a second.", "Face Protection", "Aegisline", 89.5),
        ("IMP-0003", "Rivermark Pressure Gauge, 10 bar", "Glycerine-filled, so that it does not flutter.", "Valves", "Rivermark", 17.95),
        (
            "IMP-0004",
            "Halcyon Scientific Hotplate Stirrer",
            "Holds 60 degrees to half a degree.",
            "Laboratory Equipment",
            "Halcyon Scientific",
            379.0,
        ),
        ("IMP-0005", "Castle Clean Hand Soap, 5 l", "Mild, unscented, refills every dispenser.", "Cleaning Agents", "Castle Clean", 14.25),
    )
]
ONE_TASK_A_PRODUCT = '[$.{"task_type": "embedding", "ai_service": "chromadb", "entity_type": "product", "entity_id": $}]'

_workflow = (
    WorkflowBuilder()
    .add_input("products", "json", title="Products", description="A list of products; those whose code is known are updated.", default=ROWS)
    .add_node("InputNode", "file", name="Products to import")
    .add_node(
        "ProductBulkCreateNode",
        "bulk_create",
        {"batch_size": 1000, "conflict_resolution": "upsert", "match_fields": ["product_code"], "return_ids": True},
        name="Create or update products",
    )
    .add_node("TransformNode", "tasks", {"expression": ONE_TASK_A_PRODUCT}, name="One task a product")
    .add_node("AIProcessingQueueBulkCreateNode", "bulk_queue_ai", {"batch_size": 100}, name="Queue the embeddings")
    .add_connection("file", "products", "bulk_create", "data")
    .add_connection("bulk_create", "ids", "tasks", "value")
    .add_connection("tasks", "result", "bulk_queue_ai", "data")
)

BULK_IMPORT = Template(
    slug="bulk-import",
    name="Bulk import",
    description="Creates or updates a list of products in one go, and queues an embedding for each of them.",
    definition=lay_out(_workflow.build(), [["file"], ["bulk_create"], ["tasks"], ["bulk_queue_ai"]]),
)
