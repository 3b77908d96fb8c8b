"""Parameters: what the node types say of them."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from dataflow_app.errors import suggest
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.expression_places import without_expressions
from dataflow_app.graph.ports import Port
from dataflow_app.graph.problem import Problem


def check_parameters(drawing: Drawing) -> Iterator[Problem]:
    """Ask every node's type about its plain parameters; expressions and connections count as connected."""
    for node in drawing.definition.nodes:
        node_type = drawing.types.get(node.type)
        if node_type is not None and drawing.nodes[node.id] is node:
            plain = without_expressions(node.parameters) if drawing.expressions[node.id] else node.parameters
            for problem in node_type.check(plain, drawing.connected[node.id]):
                yield replace(problem, node=node.id)


def port_problems(ports: Iterable[Port], parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
    """Return the problems that the ports alone can tell: unknown parameters, and required ones that are neither given nor connected.

    For a node type's ``check``.
    """
    by_name = {port.name: port for port in ports}
    fed = {path.partition(".")[0] for path in connected}
    unknown = [unknown_parameter(name, by_name) for name in parameters if name not in by_name]
    return unknown + [
        missing_parameter(port) for port in by_name.values() if port.required and port.name not in parameters and port.name not in fed
    ]


def unknown_parameter(name: str, known: Iterable[str]) -> Problem:
    """Return the problem of a parameter that the node type does not have."""
    names = sorted(known)
    remedy = suggest(name, names).strip() or (f"It has: {', '.join(names)}." if names else "It has no parameters.")
    return Problem("unknown_parameter", f"There is no parameter '{name}'.", remedy, port=name)


def missing_parameter(port: Port) -> Problem:
    """Return the problem of a required parameter that is neither given nor connected."""
    return Problem("missing_parameter", f"'{port.name}' is required.", "Give it a value, or connect an output to it.", port=port.name)
