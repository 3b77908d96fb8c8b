"""Node ids: there is one, it can be written in a path, and nobody else has it."""

import re
from collections import Counter
from collections.abc import Iterator

from dataflow_app.graph.definition import Node
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.problem import Problem

#: A dot would end the id in a dotted path.
ID = re.compile(r"[\w-]{1,100}")


def check_ids(drawing: Drawing) -> Iterator[Problem]:
    """Find ids that cannot be used, and ids used more than once."""
    nodes = drawing.definition.nodes
    yield from (_invalid(node) for node in nodes if not ID.fullmatch(node.id))
    if len(drawing.nodes) < len(nodes):
        counts = Counter(node.id for node in nodes)
        yield from (_duplicate(node_id, count) for node_id, count in counts.items() if count > 1)


def _invalid(node: Node) -> Problem:
    shown = node.id if len(node.id) <= 100 else f"{node.id[:100]}…"  # noqa: PLR2004 - the longest id there may be
    message = f"'{shown}' cannot be the id of a node." if node.id else f"A node of type {node.type} has no id."
    return Problem("invalid_node_id", message, "Use 1 to 100 letters, digits, hyphens or underscores.", node=node.id)


def _duplicate(node_id: str, count: int) -> Problem:
    return Problem("duplicate_node_id", f"{count} nodes have the id '{node_id}'.", "Give each node an id of its own.", node=node_id)
