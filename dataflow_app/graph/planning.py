"""From a drawing without problems to its plan."""

from collections.abc import Sequence

from dataflow_app.graph.definition import Node
from dataflow_app.graph.dependencies import Dependencies
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.expression_references import references
from dataflow_app.graph.plan import Feed, Plan, PlannedExpression, PlannedNode


def make_plan(drawing: Drawing, dependencies: Dependencies, order: Sequence[str]) -> Plan:
    """Return the plan of a drawing in which no check found a problem."""
    feeds: dict[str, list[Feed]] = {}
    for each in drawing.definition.connections:
        feed = Feed(each.source, tuple(each.output.split(".")), tuple(each.input.split(".")))
        feeds.setdefault(each.target, []).append(feed)
    nodes = tuple(_planned(drawing, dependencies, drawing.nodes[node_id], feeds.get(node_id, ())) for node_id in order)
    settings = drawing.definition.settings
    return Plan(nodes, drawing.definition.inputs, settings.timeout, settings.max_parallel)


def _planned(drawing: Drawing, dependencies: Dependencies, node: Node, feeds: Sequence[Feed]) -> PlannedNode:
    places = drawing.expressions[node.id]
    return PlannedNode(
        id=node.id,
        type=drawing.types[node.type],
        parameters=node.parameters,
        feeds=tuple(feeds),
        expressions=tuple(PlannedExpression(place.path, place.text, references(place.text)) for place in places),
        outputs=frozenset(drawing.outputs_of(node) or ()),
        enabled=node.settings.enabled,
        depends_on=dependencies.needs[node.id],
        successors=dependencies.successors[node.id],
        retry=node.settings.retry,
        timeout=node.settings.timeout,
        on_error=node.settings.on_error,
    )
