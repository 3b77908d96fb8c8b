"""Node types: every node has one that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.node_types import NodeTypeLike, NodeTypes
from dataflow_app.graph.problem import Problem


def resolve_types(definition: Definition, node_types: NodeTypes) -> tuple[dict[str, NodeTypeLike], list[Problem]]:
    """Return the known node types by name, and a problem for each node whose type is unknown or ambiguous."""
    found = {name: node_types.resolve(name) for name in {node.type for node in definition.nodes}}
    faults = {name: _fault(name, answer, node_types) for name, answer in found.items() if answer is None or isinstance(answer, Problem)}
    problems = [replace(faults[node.type], node=node.id) for node in definition.nodes if node.type in faults]
    return _known(found), problems


def _known(found: Mapping[str, NodeTypeLike | Problem | None]) -> dict[str, NodeTypeLike]:
    return {name: answer for name, answer in found.items() if answer is not None and not isinstance(answer, Problem)}


def _fault(name: str, answer: NodeTypeLike | Problem | None, node_types: NodeTypes) -> Problem:
    if isinstance(answer, Problem):
        return answer
    if not name:
        return Problem("unknown_node_type", "The node has no type.", "Choose one from the palette.")
    hint = suggest(name, _names(node_types))
    return Problem("unknown_node_type", f"There is no node type '{name}'.", hint.strip() or "Choose one from the palette.")


def _names(node_types: NodeTypes) -> Iterable[str]:
    return node_types.names()
