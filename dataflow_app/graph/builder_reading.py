"""Definitions from mappings, in our spelling and in Kailash's."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Connection, DefinitionSettings, Input, Node
from dataflow_app.graph.problem import Problem

Part = TypeVar("Part", bound=BaseModel)
Parts = tuple[list[Node], list[Connection], list[Input], DefinitionSettings]

_KEYS = ("nodes", "connections", "inputs", "settings")
_NODE_WORDS = {"config": "parameters"}
_CONNECTION_WORDS = {"from_node": "source", "from_output": "output", "to_node": "target", "to_input": "input"}


def read_parts(value: Mapping[str, Any]) -> tuple[Parts, list[Problem]]:
    """Read nodes (a list, or a mapping by id), connections, inputs and settings, and tell every problem with them."""
    problems = [Problem("invalid_parameter", f"There is no key '{key}'.{suggest(key, _KEYS)}") for key in value if key not in _KEYS]
    nodes = _read_all(Node, _listed(value.get("nodes", ())), _NODE_WORDS, problems)
    connections = _read_all(Connection, value.get("connections", ()), _CONNECTION_WORDS, problems)
    inputs = _read_all(Input, value.get("inputs", ()), {}, problems)
    settings = _read_all(DefinitionSettings, [value.get("settings", {})], {}, problems)
    return (nodes, connections, inputs, next(iter(settings), DefinitionSettings())), problems


def _listed(nodes: Any) -> Any:
    if not isinstance(nodes, Mapping):
        return nodes
    return [{"id": node_id, **node} if isinstance(node, Mapping) else node for node_id, node in nodes.items()]


def _read_all(part: type[Part], values: Any, words: Mapping[str, str], problems: list[Problem]) -> list[Part]:
    read: list[Part] = []
    if not isinstance(values, list | tuple):
        problems.append(Problem("invalid_parameter", f"The {part.__name__.lower()}s are no list.", "Write [ … ]."))
        return read
    for index, value in enumerate(values):
        try:
            read.append(part.model_validate(_renamed(value, words)))
        except ValidationError as error:
            problems.extend(_problems(part, index, error))
    return read


def _renamed(value: Any, words: Mapping[str, str]) -> Any:
    return {words.get(key, key): item for key, item in value.items()} if isinstance(value, Mapping) else value


def _problems(part: type[BaseModel], index: int, error: ValidationError) -> Iterator[Problem]:
    connection = index if part is Connection else None
    for fault in error.errors():
        key = ".".join(str(step) for step in fault["loc"])
        place = "The settings" if part is DefinitionSettings else f"{part.__name__} {index + 1}"
        yield Problem("invalid_parameter", _sentence(place, key, fault["type"], fault["msg"], part), connection=connection)


def _sentence(place: str, key: str, kind: str, message: str, part: type[BaseModel]) -> str:
    if kind == "missing":
        return f"{place} lacks '{key}'."
    if kind == "extra_forbidden":
        return f"{place} has an unknown key '{key}'.{suggest(key, part.model_fields)}"
    return f"{place}: '{key}' cannot be read: {message}." if key else f"{place} cannot be read: {message}."
