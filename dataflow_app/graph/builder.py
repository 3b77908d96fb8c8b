"""WorkflowBuilder: a definition written in Python."""

from collections.abc import Mapping
from typing import Any, Self

from dataflow_app.errors import DefinitionError
from dataflow_app.graph.builder_checks import misplaced
from dataflow_app.graph.builder_reading import read_parts
from dataflow_app.graph.definition import Connection, Definition, Input, InputType, Node, NodeSettings


class WorkflowBuilder:
    """Collects nodes, connections and inputs; ``build`` makes a definition of them.

    Every ``add_…`` returns the builder, so that calls may be chained.
    """

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._connections: list[Connection] = []
        self._inputs: list[Input] = []

    def add_node(self, type: str, id: str, parameters: Mapping[str, Any] | None = None, *, name: str = "", enabled: bool = True) -> Self:  # noqa: A002 - the guide's words
        """Place a node of a type; a parameter may be a plain value or ``{"$expression": "…"}``."""
        settings = NodeSettings(enabled=enabled)
        self._nodes.append(Node(id=id, type=type, name=name, parameters=dict(parameters or {}), settings=settings))
        return self

    def add_connection(self, source: str, output: str, target: str, input: str) -> Self:  # noqa: A002 - the definition's word
        """Feed an input port of ``target`` from an output port of ``source``; both ports may be dotted paths, such as ``record.name``."""
        self._connections.append(Connection(source=source, output=output, target=target, input=input))
        return self

    def add_input(
        self,
        name: str,
        type: InputType = "any",  # noqa: A002 - the definition's word
        *,
        title: str = "",
        description: str = "",
        required: bool = True,
        default: Any = None,
    ) -> Self:
        """Ask whoever starts a run for a value; an ``InputNode`` has it as an output, expressions as ``inputs.<name>``."""
        self._inputs.append(Input(name=name, type=type, title=title, description=description, required=required, default=default))
        return self

    def build(self) -> Definition:
        """Return the definition; raise ``DefinitionError`` with every id that is taken twice and every connection from or to nowhere.

        Node types and parameters are checked when the definition is compiled: the builder knows none.
        """
        problems = misplaced(self._nodes, self._connections)
        if problems:
            raise DefinitionError(problems)
        return Definition(nodes=tuple(self._nodes), connections=tuple(self._connections), inputs=tuple(self._inputs))

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Read nodes, connections and inputs from a mapping; raise ``DefinitionError`` with all that it does not understand.

        ``nodes`` is a list, or a mapping by id. Kailash's spelling (``config``, ``from_node``, ``from_output``, ``to_node``,
        ``to_input``) is understood beside ours.
        """
        nodes, connections, inputs, problems = read_parts(value)
        if problems:
            raise DefinitionError(problems)
        builder = cls()
        builder._nodes, builder._connections, builder._inputs = nodes, connections, inputs
        return builder
