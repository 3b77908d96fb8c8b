"""The plan: a definition that compiled, in the order in which it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.graph.definition import Input, OnError, Retry
from dataflow_app.graph.node_types import NodeTypeLike

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A connection as the executor needs it: whose output, which part of it, and where in the parameters it goes."""

    source: str
    output: Path
    input: Path


@dataclass(frozen=True, slots=True)
class PlannedExpression:
    """An expression among the parameters: where it stands, what it says, and whose outputs it reads."""

    input: Path
    text: str
    references: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlannedNode:
    """A node with all that it needs; ``depends_on`` and ``successors`` hold each id once.

    ``outputs`` names the output ports of the node as it stands in this definition; ``retry``, ``timeout`` and ``on_error`` are those
    of ``NodeSettings``.
    """

    id: str
    type: NodeTypeLike
    parameters: Mapping[str, Any]
    feeds: tuple[Feed, ...]
    expressions: tuple[PlannedExpression, ...]
    outputs: frozenset[str]
    enabled: bool
    depends_on: tuple[str, ...]
    successors: tuple[str, ...]
    retry: Retry
    timeout: float | None
    on_error: OnError


@dataclass(frozen=True, slots=True)
class Plan:
    """Nodes in topological order (nodes that are free of one another in the order of the definition), and the run's inputs.

    ``timeout`` and ``max_parallel`` are those of ``DefinitionSettings``.
    """

    nodes: tuple[PlannedNode, ...]
    inputs: tuple[Input, ...]
    timeout: float | None = None
    max_parallel: int | None = None
