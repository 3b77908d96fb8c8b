"""From a drawing without problems to its plan."""

from collections.abc import Sequence

from dataflow_app.graph.definition import Node
from dataflow_app.graph.dependencies import Dependencies
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.expression_references import references
from dataflow_app.graph.plan import Feed, Path, Plan, PlannedExpression, PlannedNode


def make_plan(drawing: Drawing, dependencies: Dependencies, order: Sequence[str]) -> Plan:
    """Return the plan of a drawing in which no check found a problem."""
    feeds: dict[str, list[Feed]] = {}
    paths: dict[str, Path] = {}
    for each in drawing.definition.connections:
        feed = Feed(each.source, _path(each.output, paths), _path(each.input, paths))
        feeds.setdefault(each.target, []).append(feed)
    nodes = tuple(_planned(drawing, dependencies, drawing.nodes[node_id], feeds.get(node_id, ())) for node_id in order)
    settings = drawing.definition.settings
    return Plan(nodes, drawing.definition.inputs, settings.timeout, settings.max_parallel)


def _path(dotted: str, known: dict[str, Path]) -> Path:
    """Return the steps of a dotted path: the same tuple for the same path, for a large definition has few different ones."""
    path = known.get(dotted)
    if path is None:
        path = known[dotted] = tuple(dotted.split("."))
    return path


def _planned(drawing: Drawing, dependencies: Dependencies, node: Node, feeds: Sequence[Feed]) -> PlannedNode:
    places, settings = drawing.expressions[node.id], node.settings
    return PlannedNode(
        id=node.id,
        type=drawing.types[node.type],
        parameters=node.parameters,
        feeds=tuple(feeds),
        expressions=tuple([PlannedExpression(place.path, place.text, references(place.text)) for place in places]) if places else (),
        outputs=drawing.output_names(node),
        enabled=settings.enabled,
        depends_on=dependencies.needs[node.id],
        successors=dependencies.successors[node.id],
        retry=settings.retry,
        timeout=settings.timeout,
        on_error=settings.on_error,
    )
