"""What the graph needs to know of node types; the rooms above fill it in."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.ports import Port
from dataflow_app.graph.problem import Problem


class NodeTypeLike(Protocol):
    """A node type as the compiler and the plan see it; ``dataflow_app.nodes.node_type.NodeType`` is one."""

    @property
    def name(self) -> str:
        """The name that definitions use, such as ``ProductCreateNode``."""
        ...

    @property
    def inputs(self) -> tuple[Port, ...]:
        """The input ports, one a parameter."""
        ...

    @property
    def outputs(self) -> tuple[Port, ...]:
        """The output ports, one a key of the output."""
        ...

    @property
    def branches(self) -> bool:
        """Whether an output port may stay silent."""
        ...

    def outputs_in(self, definition: Definition) -> tuple[Port, ...]:
        """Return the output ports of a node of this type in that definition: ``outputs``, unless they depend on it."""
        ...

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        """Return what is wrong with the parameters as drawn."""
        ...


class NodeTypes(Protocol):
    """Where node types are looked up."""

    def resolve(self, name: str) -> NodeTypeLike | Problem | None:
        """Return the node type of that name, a problem where the name is ambiguous, or None where there is none."""
        ...

    def names(self) -> Iterable[str]:
        """Return every name that resolves, for suggestions."""
        ...
