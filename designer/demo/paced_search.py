"""A workflow that takes its time, so that a person can watch a run, reload in the middle of it, and cancel it."""

from dataflow_app.catalog.workflows import Template
from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.graph.builder import WorkflowBuilder

_workflow = (
    WorkflowBuilder()
    .add_input("category", "text", title="Category", default="Power Tools")
    .add_node("InputNode", "start", name="What to look for")
    .add_node("DelayNode", "think", {"seconds": 2}, name="Take a breath")
    .add_node("ProductCountNode", "count", {"filter": {}}, name="Count the category")
    .add_node("ProductListNode", "cheapest", {"filter": {}, "order_by": ["list_price"], "limit": 10}, name="The ten cheapest")
    .add_node("DelayNode", "read", {"seconds": 2}, name="Read them")
    .add_node("ConditionNode", "any_found", {"operator": "greater", "compare": 0}, name="Were there any?")
    .add_connection("start", "category", "think", "value")
    .add_connection("think", "value", "count", "filter.category")
    .add_connection("think", "value", "cheapest", "filter.category")
    .add_connection("cheapest", "count", "read", "value")
    .add_connection("read", "value", "any_found", "value")
)

PACED_SEARCH = Template(
    slug="paced-search",
    name="Paced search",
    description="Looks through a category with pauses in between: start it, watch the nodes come and go, reload, or cancel it.",
    definition=lay_out(_workflow.build(), [["start"], ["think"], ["count", "cheapest"], ["read"], ["any_found"]]),
)
