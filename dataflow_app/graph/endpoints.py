"""The ends of connections: the type of what a dotted path leads to."""

from collections.abc import Collection
from dataclasses import dataclass

from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.graph.problem import Problem

ANYTHING = PortType("any")
#: Kinds that have parts, which a dotted path may name.
_WHOLES = frozenset({"row", "rows", "json", "list", "any"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a connection: a node that exists, and a path that may not; ``connection`` is None for an expression."""

    node: str
    path: str
    connection: int | None


def source_type(drawing: Drawing, end: Endpoint) -> PortType | Problem | None:
    """Return the type of what leaves there, why nothing can, or None where the node's type is unknown."""
    ports = drawing.outputs_of(drawing.nodes[end.node])
    return None if ports is None else _type_at(drawing, end, "output", ports, columns=ports)


def target_type(drawing: Drawing, end: Endpoint) -> PortType | Problem | None:
    """Return the type of what is wanted there, why nothing is, or None where the node's type is unknown."""
    ports = drawing.inputs.get(drawing.nodes[end.node].type)
    return None if ports is None else _type_at(drawing, end, "input", ports, columns={})


def _type_at(drawing: Drawing, end: Endpoint, side: str, ports: dict[str, Port], columns: dict[str, Port]) -> PortType | Problem:
    name, _, rest = end.path.partition(".")
    port = ports.get(name)
    if port is None:
        return _unknown(drawing, end, f"{drawing.nodes[end.node].type} has no {side} '{name}'.", name, ports)
    return _part(drawing, end, port, rest, columns)


def _part(drawing: Drawing, end: Endpoint, port: Port, rest: str, columns: dict[str, Port]) -> PortType | Problem:
    """Return the type of a part of what travels through a port; the columns of a row are the other ports of its node."""
    if not rest:
        return port.type
    if port.type.kind not in _WHOLES:
        message = f"'{port.name}' is {port.type.label}, which has no part '{rest}'."
        return Problem("unknown_port", message, f"Use '{port.name}'.", node=end.node, port=end.path, connection=end.connection)
    name, _, deeper = rest.partition(".")
    if port.type.kind != "row" or not columns.keys() - {port.name}:
        return ANYTHING
    if name not in columns or name == port.name:
        return _unknown(drawing, end, f"{port.type.label} has no column '{name}'.", name, columns.keys() - {port.name})
    return ANYTHING if deeper else columns[name].type


def _unknown(drawing: Drawing, end: Endpoint, message: str, name: str, known: Collection[str]) -> Problem:
    remedy = drawing.suggestions.near_or_listed(name, known)
    return Problem("unknown_port", message, remedy, node=end.node, port=end.path, connection=end.connection)
