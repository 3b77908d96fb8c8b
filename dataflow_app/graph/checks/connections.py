"""Connections: both ends exist, their types fit, and each input port is fed once."""

from collections.abc import Iterator

from dataflow_app.graph.definition import Connection
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.endpoints import Endpoint, source_type, target_type
from dataflow_app.graph.ports import PortType, refusal
from dataflow_app.graph.problem import Problem

_REMEDY = "Choose another port, or put a TransformNode between them."

#: The type and the ``on_error`` of the source, its port, the type of the target and its port.
_Kind = tuple[str, str, str, str, str]


def check_connections(drawing: Drawing) -> Iterator[Problem]:
    """Find connections that lead from or to nothing, whose types do not fit, or that feed a port which is fed already."""
    fitting: set[_Kind] = set()
    for index, connection in enumerate(drawing.definition.connections):
        kind = _kind(drawing, connection)
        if kind is None or kind not in fitting:
            problems = list(_check(drawing, connection, index))
            yield from problems
            if kind is not None and not problems:
                fitting.add(kind)
    yield from _taken(drawing)


def _kind(drawing: Drawing, connection: Connection) -> _Kind | None:
    """Return what decides whether a connection fits: one that fits is followed by many like it in a large definition."""
    source, target = drawing.nodes.get(connection.source), drawing.nodes.get(connection.target)
    if source is None or target is None:
        return None
    return source.type, source.settings.on_error, connection.output, target.type, connection.input


def missing_nodes(drawing: Drawing) -> Iterator[Problem]:
    """Find the ends of connections that name nodes which are not there."""
    for index, connection in enumerate(drawing.definition.connections):
        for node_id, path in ((connection.source, connection.output), (connection.target, connection.input)):
            end = _end(drawing, node_id, path, index)
            if isinstance(end, Problem):
                yield end


def _check(drawing: Drawing, connection: Connection, index: int) -> Iterator[Problem]:
    source = _end(drawing, connection.source, connection.output, index)
    target = _end(drawing, connection.target, connection.input, index)
    ends = [source_type(drawing, source) if isinstance(source, Endpoint) else source]
    ends.append(target_type(drawing, target) if isinstance(target, Endpoint) else target)
    yield from (end for end in ends if isinstance(end, Problem))
    if isinstance(ends[0], PortType) and isinstance(ends[1], PortType):
        yield from _mismatch(connection, ends[0], ends[1], index)


def _end(drawing: Drawing, node_id: str, path: str, index: int) -> Endpoint | Problem:
    if node_id in drawing.nodes:
        return Endpoint(node_id, path, index)
    remedy = drawing.suggestions.near(node_id, drawing.nodes) or "Add the node, or remove the connection."
    return Problem("missing_node", f"A connection names the node '{node_id}', which is not there.", remedy, port=path, connection=index)


def _mismatch(connection: Connection, source: PortType, target: PortType, index: int) -> Iterator[Problem]:
    reason = refusal(source, target)
    if reason:
        message = f"{connection.source}.{connection.output} ({source.label}) cannot feed '{connection.input}' ({target.label}): {reason}"
        yield Problem("type_mismatch", message, _REMEDY, node=connection.target, port=connection.input, connection=index)


def _taken(drawing: Drawing) -> Iterator[Problem]:
    """Each later connection into a port, or into a part of it, is at fault."""
    connections = drawing.definition.connections
    if len({(each.target, each.input) for each in connections}) == len(connections) and not any("." in each.input for each in connections):
        return
    fed: dict[str, dict[str, int]] = {}
    for index, connection in enumerate(drawing.definition.connections):
        fed.setdefault(connection.target, {}).setdefault(connection.input, index)
    for index, connection in enumerate(drawing.definition.connections):
        others = fed[connection.target]
        for path in _ancestors(connection.input):
            if others.get(path, index) != index:
                yield _port_taken(connection, path, index)
                break


def _ancestors(path: str) -> Iterator[str]:
    """Yield ``a``, ``a.b`` and ``a.b.c`` for ``a.b.c``."""
    end = path.find(".")
    while end != -1:
        yield path[:end]
        end = path.find(".", end + 1)
    yield path


def _port_taken(connection: Connection, path: str, index: int) -> Problem:
    message = f"'{path}' of '{connection.target}' is fed by another connection already."
    return Problem("port_taken", message, "Remove one of the two.", node=connection.target, port=connection.input, connection=index)
