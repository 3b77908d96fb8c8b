"""A definition beside its node types: what the checks look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dataflow_app.graph.definition import Definition, Node
from dataflow_app.graph.expression_places import Place, places
from dataflow_app.graph.node_types import NodeTypeLike
from dataflow_app.graph.ports import ERROR_PORT, Port
from dataflow_app.graph.suggestions import Suggestions


@dataclass(frozen=True)
class Drawing:
    """A definition and, by type name, the node types in it that are known.

    Where an id is taken twice, the first node has it.
    """

    definition: Definition
    types: Mapping[str, NodeTypeLike]
    suggestions: Suggestions = field(default_factory=Suggestions)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes by id, in the order of the definition."""
        by_id: dict[str, Node] = {}
        for node in self.definition.nodes:
            by_id.setdefault(node.id, node)
        return by_id

    @cached_property
    def inputs(self) -> dict[str, dict[str, Port]]:
        """The input ports by type name and port name."""
        return {name: {port.name: port for port in node_type.inputs} for name, node_type in self.types.items()}

    @cached_property
    def outputs(self) -> dict[str, dict[str, Port]]:
        """The output ports by type name and port name, those that settings of a node add excepted."""
        return {name: {port.name: port for port in node_type.outputs_in(self.definition)} for name, node_type in self.types.items()}

    def outputs_of(self, node: Node) -> dict[str, Port] | None:
        """Return the output ports of a node by name, its ``error`` among them where it has one; None where its type is unknown."""
        wanted = self._outputs_and_error if node.settings.on_error == "output" else self.outputs
        return wanted.get(node.type)

    def output_names(self, node: Node) -> frozenset[str]:
        """Return the names of the output ports of a node whose type is known."""
        return self._names[node.settings.on_error == "output"][node.type]

    @cached_property
    def _names(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        plain = {name: frozenset(ports) for name, ports in self.outputs.items()}
        return plain, {name: names | {ERROR_PORT.name} for name, names in plain.items()}

    @cached_property
    def _outputs_and_error(self) -> dict[str, dict[str, Port]]:
        return {name: {**ports, ERROR_PORT.name: ERROR_PORT} for name, ports in self.outputs.items()}

    @cached_property
    def expressions(self) -> dict[str, tuple[Place, ...]]:
        """Every expression among the parameters, by node id."""
        return {node_id: tuple(places(node.parameters)) if node.parameters else () for node_id, node in self.nodes.items()}

    @cached_property
    def connected(self) -> dict[str, set[str]]:
        """The input ports (or dotted paths) that connections and expressions feed, by node id."""
        fed: dict[str, set[str]] = {node_id: {place.port for place in found} for node_id, found in self.expressions.items()}
        for connection in self.definition.connections:
            fed.setdefault(connection.target, set()).add(connection.input)
        return fed
