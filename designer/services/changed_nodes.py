"""Nodes whose stored outputs say nothing about what they would give now."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dataflow_app.graph.definition import Connection, Definition, Node
from dataflow_app.graph.plan import Plan, PlannedNode
from dataflow_app.nodes.catalogue.input import InputNode


def changed_nodes(before: Definition, after: Definition) -> Iterator[str]:
    """Yield the nodes that are new, or do something else: their type, parameters, feeds or switch are not what they were."""
    old_feeds, new_feeds = _feeds(before), _feeds(after)
    old = {node.id: _work(node) for node in before.nodes}
    for node in after.nodes:
        if old.get(node.id) != _work(node) or old_feeds.get(node.id) != new_feeds.get(node.id):
            yield node.id


def nodes_that_read(plan: Plan, inputs: Collection[str]) -> Iterator[str]:
    """Yield the nodes that read one of these inputs of the run, or any where an expression does not say which."""
    for node in plan.nodes:
        if inputs and (isinstance(node.type, InputNode) or _reads(node)):
            yield node.id


def changed_inputs(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Return the names of the inputs whose values differ, or that only one of both has."""
    return {name for name in before.keys() | after.keys() if (name in before, before.get(name)) != (name in after, after.get(name))}


def _reads(node: PlannedNode) -> bool:
    return any("inputs" in expression.text for expression in node.expressions)


def _work(node: Node) -> tuple[object, ...]:
    return node.type, node.parameters, node.settings.enabled


def _feeds(definition: Definition) -> dict[str, set[Connection]]:
    feeds: dict[str, set[Connection]] = {}
    for wire in definition.connections:
        feeds.setdefault(wire.target, set()).add(wire)
    return feeds
