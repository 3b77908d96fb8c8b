"""The definition: the JSON graph that a person draws and a runtime executes."""

import json
from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, to_jsonable_python

from dataflow_app.graph.storable import fault_in

InputType = Literal["text", "number", "integer", "boolean", "date", "datetime", "json", "any"]
OnError = Literal["stop", "continue", "output"]


class _Part(BaseModel):
    """A piece of a definition: unknown keys are refused, never dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Position(_Part):
    """Where a node's top left corner stands on the canvas, in canvas pixels."""

    x: float = 0.0
    y: float = 0.0


class Retry(_Part):
    """How often a node is tried, and how long it waits in between.

    ``attempts`` counts all tries, the first among them. The first wait takes ``delay`` seconds, each later one ``backoff`` times
    the one before it, none more than ``max_delay`` seconds; each is shortened or lengthened at random by up to the share ``jitter``.
    """

    attempts: int = 1
    delay: float = 1.0
    backoff: float = 2.0
    max_delay: float = 60.0
    jitter: float = 0.1


class NodeSettings(_Part):
    """How a node runs, apart from what it does.

    ``timeout`` is how many seconds one try may take, None being any. ``on_error`` is what its failure means: ``stop`` fails the run
    and skips what depends on the node; ``continue`` lets that run without what the node would have given; ``output`` gives the
    node one more output port, ``error``, and goes on there.
    """

    enabled: bool = True
    note: str = ""
    retry: Retry = Retry()
    timeout: float | None = None
    on_error: OnError = "stop"


class Node(_Part):
    """A placed node type.

    ``parameters`` holds plain values, or ``{"$expression": "…"}`` for a value computed from the run's inputs and other nodes.
    """

    id: str
    type: str
    name: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    settings: NodeSettings = NodeSettings()
    position: Position = Position()


class Connection(_Part):
    """An output port of one node feeding an input port of another; both may be dotted paths."""

    source: str
    output: str
    target: str
    input: str


class Input(_Part):
    """A value that whoever starts a run supplies."""

    name: str
    type: InputType = "any"
    title: str = ""
    description: str = ""
    required: bool = True
    default: Any = None


class DefinitionSettings(_Part):
    """What holds for a whole run: ``timeout`` is how many seconds it may take, ``max_parallel`` how many of its nodes run at once."""

    description: str = ""
    timeout: float | None = None
    max_parallel: int | None = None


class Definition(_Part):
    """Nodes, connections, inputs and settings: everything that a run needs to know."""

    nodes: tuple[Node, ...] = ()
    connections: tuple[Connection, ...] = ()
    inputs: tuple[Input, ...] = ()
    settings: DefinitionSettings = DefinitionSettings()

    def node(self, node_id: str) -> Node | None:
        """Return the node of that id, or None."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the definition as JSON values; what equals a default is left out of nothing."""
        result: dict[str, Any] = to_jsonable_python(self.model_dump())
        return result

    def to_json(self) -> str:
        """Return canonical JSON: the same definition gives the same text, byte for byte."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Read a definition from JSON values; raise pydantic's ``ValidationError`` where it is not one, or holds what no database keeps."""
        fault = fault_in(value)
        if fault:
            path, message = fault
            detail = InitErrorDetails(type=PydanticCustomError("unstorable", "{message}", {"message": message}), loc=path, input=None)
            raise ValidationError.from_exception_data(cls.__name__, [detail])
        return cls.model_validate(value)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a definition from JSON text; raise pydantic's ``ValidationError`` where it is not one, or holds what no database keeps."""
        return cls.from_dict(cls.model_validate_json(text).model_dump())
