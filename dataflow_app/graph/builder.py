"""WorkflowBuilder: a definition written in Python."""

from collections.abc import Mapping
from typing import Any, Self

from dataflow_app.errors import DefinitionError
from dataflow_app.graph.builder_checks import misplaced
from dataflow_app.graph.builder_reading import read_parts
from dataflow_app.graph.definition import Connection, Definition, DefinitionSettings, Input, InputType, Node, NodeSettings, OnError, Retry


class WorkflowBuilder:
    """Collects nodes, connections and inputs; ``build`` makes a definition of them.

    Every ``add_…`` returns the builder, so that calls may be chained.
    """

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._connections: list[Connection] = []
        self._inputs: list[Input] = []
        self._settings = DefinitionSettings()

    def add_node(  # noqa: PLR0913 - one argument a word of the definition
        self,
        type: str,  # noqa: A002 - the guide's words
        id: str,  # noqa: A002 - likewise
        parameters: Mapping[str, Any] | None = None,
        *,
        name: str = "",
        enabled: bool = True,
        retry: Retry | int = 1,
        timeout: float | None = None,
        on_error: OnError = "stop",
    ) -> Self:
        """Place a node of a type; a parameter may be a plain value or ``{"$expression": "…"}``.

        ``retry`` is how many tries there are in all, or a ``Retry`` that says how long to wait between them; ``timeout`` and
        ``on_error`` are those of ``NodeSettings``.
        """
        tries = retry if isinstance(retry, Retry) else Retry(attempts=retry)
        settings = NodeSettings(enabled=enabled, retry=tries, timeout=timeout, on_error=on_error)
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

    def limit_run(self, *, timeout: float | None = None, max_parallel: int | None = None) -> Self:
        """Bound a run: it ends as failed after ``timeout`` seconds, and at most ``max_parallel`` of its nodes run at once."""
        self._settings = self._settings.model_copy(update={"timeout": timeout, "max_parallel": max_parallel})
        return self

    def build(self) -> Definition:
        """Return the definition; raise ``DefinitionError`` with every id that is taken twice and every connection from or to nowhere.

        Node types and parameters are checked when the definition is compiled: the builder knows none.
        """
        problems = misplaced(self._nodes, self._connections)
        if problems:
            raise DefinitionError(problems)
        return Definition(
            nodes=tuple(self._nodes), connections=tuple(self._connections), inputs=tuple(self._inputs), settings=self._settings
        )

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Read nodes, connections, inputs and settings from a mapping; raise ``DefinitionError`` with all that it does not understand.

        ``nodes`` is a list, or a mapping by id. Kailash's spelling (``config``, ``from_node``, ``from_output``, ``to_node``,
        ``to_input``) is understood beside ours.
        """
        parts, problems = read_parts(value)
        if problems:
            raise DefinitionError(problems)
        builder = cls()
        builder._nodes, builder._connections, builder._inputs, builder._settings = parts
        return builder
