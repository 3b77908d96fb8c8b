"""Where the nodes of a template stand: in columns from left to right, as work goes through them."""

from collections.abc import Sequence

from dataflow_app.graph.definition import Definition, Position

COLUMN = 320
ROW = 240


def lay_out(definition: Definition, columns: Sequence[Sequence[str]]) -> Definition:
    """Return the definition with its nodes in columns of ids, each column centred on the same line.

    Every node must be in one; an empty id leaves a place free, where a connection should pass.
    """
    tallest = max(len(column) for column in columns)
    places = {
        node_id: Position(x=x * COLUMN, y=(y + (tallest - len(column)) / 2) * ROW)
        for x, column in enumerate(columns)
        for y, node_id in enumerate(column)
    }
    return definition.model_copy(
        update={"nodes": tuple(node.model_copy(update={"position": places[node.id]}) for node in definition.nodes)}
    )
