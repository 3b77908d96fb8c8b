"""Small definitions to draw on and to run."""

from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.catalog.workflows.product_onboarding import PRODUCT_ONBOARDING
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Connection, Definition


def empty() -> Definition:
    """Nothing at all."""
    return Definition()


def search_start() -> Definition:
    """An input to begin from, and nothing that uses it yet."""
    drawing = WorkflowBuilder().add_input("limit", "integer", default=5).add_node("InputNode", "start", name="Start")
    return drawing.build()


def two_apart() -> Definition:
    """A search and a task that have nothing to do with each other yet."""
    drawing = (
        WorkflowBuilder()
        .add_node("ProductListNode", "find", {"limit": 3}, name="Find")
        .add_node("AIProcessingQueueCreateNode", "queue", {"task_type": "embedding"}, name="Queue")
    )
    return lay_out(drawing.build(), [["find"], ["queue"]])


def paced(first: float, second: float) -> Definition:
    """A search between two pauses of so many seconds."""
    drawing = (
        WorkflowBuilder()
        .add_input("category", "text", title="Category", default="Power Tools")
        .add_node("InputNode", "start", name="Start")
        .add_node("DelayNode", "first", {"seconds": first}, name="First pause")
        .add_node("ProductListNode", "search", {"filter": {}, "limit": 2, "order_by": ["id"]}, name="Search")
        .add_node("DelayNode", "second", {"seconds": second}, name="Second pause")
        .add_connection("start", "category", "first", "value")
        .add_connection("first", "value", "search", "filter.category")
        .add_connection("search", "count", "second", "value")
    )
    return lay_out(drawing.build(), [["start", "first"], ["search", "second"]])


def fragile() -> Definition:
    """A row is read and used; beside it something that has nothing to do with that."""
    drawing = (
        WorkflowBuilder()
        .add_node("ProductListNode", "any", {"limit": 1}, name="Any product")
        .add_node("ProductReadNode", "read", {"id": 1}, name="Read one")
        .add_node("TransformNode", "use", {"expression": "$uppercase($)"}, name="Use its name")
        .add_node("DelayNode", "later", {"seconds": 0.01}, name="And later")
        .add_connection("read", "name", "use", "value")
        .add_connection("use", "result", "later", "value")
    )
    return lay_out(drawing.build(), [["any", "read"], ["use", "later"]])


def quick() -> Definition:
    """One node that is done at once."""
    return WorkflowBuilder().add_node("ProductCountNode", "count", {"filter": {}}, name="Count").build()


def in_mid_run() -> Definition:
    """The guide's onboarding of a product, with a pause in its middle, long enough to be photographed."""
    base = PRODUCT_ONBOARDING.definition
    pause = WorkflowBuilder().add_node("DelayNode", "review", {"seconds": 30}, name="Wait for the review").build()
    waiting = ("queue_embedding", "queue_knowledge_graph")
    moved = tuple(
        wire.model_copy(update={"source": "review", "output": "value"}) if wire.target in waiting else wire for wire in base.connections
    )
    wires = (*moved, Connection(source="create", output="id", target="review", input="value"))
    joined = base.model_copy(update={"nodes": (*base.nodes, *pause.nodes), "connections": wires})
    return lay_out(joined, [["product"], ["create"], ["queue_classification", "review"], list(waiting)])
