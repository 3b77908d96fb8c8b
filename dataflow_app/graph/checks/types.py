"""Node types: every node has one that is known."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.node_types import NodeTypeLike, NodeTypes
from dataflow_app.graph.problem import Problem
from dataflow_app.graph.suggestions import Suggestions


def resolve_types(definition: Definition, node_types: NodeTypes, suggestions: Suggestions) -> tuple[dict[str, NodeTypeLike], list[Problem]]:
    """Return the known node types by name, and a problem for each node whose type is unknown or ambiguous."""
    found = {name: node_types.resolve(name) for name in {node.type for node in definition.nodes}}
    names = sorted(node_types.names()) if None in found.values() else []
    wrong = {name: answer for name, answer in found.items() if answer is None or isinstance(answer, Problem)}
    faults = {name: answer or _unknown(name, names, suggestions) for name, answer in wrong.items()}
    problems = [replace(faults[node.type], node=node.id) for node in definition.nodes if node.type in faults]
    return _known(found), problems


def _known(found: Mapping[str, NodeTypeLike | Problem | None]) -> dict[str, NodeTypeLike]:
    return {name: answer for name, answer in found.items() if answer is not None and not isinstance(answer, Problem)}


def _unknown(name: str, names: Collection[str], suggestions: Suggestions) -> Problem:
    if not name:
        return Problem("unknown_node_type", "The node has no type.", "Choose one from the palette.")
    remedy = suggestions.near(name, names) or "Choose one from the palette."
    return Problem("unknown_node_type", f"There is no node type '{name}'.", remedy)
