"""The catalogue: node types that belong to no model, one file each. A file added here is found by itself."""

from dataflow_app.nodes.discovery import discover
from dataflow_app.nodes.node_type import NodeType


def catalogue() -> tuple[NodeType, ...]:
    """Return one instance of every node type whose class stands in a module of this package."""
    return discover(__name__, NodeType)  # type: ignore[type-abstract] # only subclasses that are concrete are made
