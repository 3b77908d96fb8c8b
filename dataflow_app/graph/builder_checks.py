"""What a builder can tell without knowing node types: ids taken twice, and connections from or to nowhere."""

from collections.abc import Sequence

from dataflow_app.graph.checks.connections import missing_nodes
from dataflow_app.graph.checks.ids import check_ids
from dataflow_app.graph.definition import Connection, Definition, Node
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.problem import Problem


def misplaced(nodes: Sequence[Node], connections: Sequence[Connection]) -> list[Problem]:
    """Return every problem with the ids of nodes and with the nodes that connections name."""
    drawing = Drawing(Definition(nodes=tuple(nodes), connections=tuple(connections)), {})
    return [*check_ids(drawing), *missing_nodes(drawing)]
