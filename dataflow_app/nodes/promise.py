"""A node type that is not there yet."""

from collections.abc import Callable
from dataclasses import dataclass

from dataflow_app.nodes.node_type import NodeType


@dataclass(frozen=True, eq=False, slots=True)
class Promise:
    """What a registry knows of a node type that it makes when it is first asked for; ``model`` is that of ``NodeType``."""

    name: str
    model: str
    make: Callable[[], NodeType]
