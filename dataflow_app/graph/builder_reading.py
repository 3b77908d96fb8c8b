"""Nodes and connections from mappings, in our spelling and in Kailash's."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Connection, Node
from dataflow_app.graph.problem import Problem

Part = TypeVar("Part", bound=BaseModel)

_NODE_WORDS = {"config": "parameters"}
_CONNECTION_WORDS = {"from_node": "source", "from_output": "output", "to_node": "target", "to_input": "input"}


def read_nodes(value: Mapping[str, Mapping[str, Any]] | Iterable[Mapping[str, Any]]) -> tuple[list[Node], list[Problem]]:
    """Read nodes from a list, or from a mapping by id."""
    listed = [{"id": node_id, **node} for node_id, node in value.items()] if isinstance(value, Mapping) else list(value)
    nodes, problems = [], []
    for index, each in enumerate(listed):
        node, faults = _read(Node, each, _NODE_WORDS, f"Node {index + 1}")
        problems += [Problem("invalid_node_id" if "'id'" in fault else "invalid_parameter", fault) for fault in faults]
        nodes += [node] if node else []
    return nodes, problems


def read_connections(value: Iterable[Mapping[str, Any]]) -> tuple[list[Connection], list[Problem]]:
    """Read connections from a list."""
    connections, problems = [], []
    for index, each in enumerate(value):
        connection, faults = _read(Connection, each, _CONNECTION_WORDS, f"Connection {index + 1}")
        problems += [Problem("unknown_port", fault, connection=index) for fault in faults]
        connections += [connection] if connection else []
    return connections, problems


def _read(part: type[Part], value: Mapping[str, Any], words: Mapping[str, str], place: str) -> tuple[Part | None, list[str]]:
    renamed = {words.get(key, key): item for key, item in value.items()}
    try:
        return part.model_validate(renamed), []
    except ValidationError as error:
        return None, [_sentence(place, fault["loc"], fault["type"], fault["msg"], part) for fault in error.errors()]


def _sentence(place: str, loc: tuple[int | str, ...], kind: str, message: str, part: type[BaseModel]) -> str:
    key = ".".join(str(step) for step in loc)
    if kind == "missing":
        return f"{place} lacks '{key}'."
    if kind == "extra_forbidden":
        return f"{place} has an unknown key '{key}'.{suggest(key, part.model_fields)}"
    return f"{place}: '{key}' cannot be read: {message}."
