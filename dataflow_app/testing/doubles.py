"""Doubles for people who test their own node types and workflows."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.graph.checks.parameters import port_problems
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.nodes.registry import Registry
from dataflow_app.scope import Scope

ANY = PortType("any")


class FakeNodeType(NodeType):
    """A node type made of ports and a function from context and parameters to output.

    Ports may be given as names, which take any value. ``calls`` holds the parameters of every run, in order.
    """

    description = "A double for tests."
    kind = NodeKind.FLOW
    category = "Test"

    def __init__(  # noqa: PLR0913 - one argument an attribute of NodeType
        self,
        name: str,
        run: Callable[[NodeContext, Mapping[str, Any]], Mapping[str, Any]] | None = None,
        *,
        inputs: Iterable[Port | str] = ("value",),
        outputs: Iterable[Port | str] = ("value",),
        effect: Effect = Effect.NONE,
        database: str | None = None,
        branches: bool = False,
        waits: bool = False,
    ) -> None:
        self.name = self.title = name
        self.effect, self.database, self.branches, self.waits = effect, database, branches, waits
        self.calls: list[dict[str, Any]] = []
        self._inputs, self._outputs = _ports(inputs), _ports(outputs)
        self._run = run or _echo

    @property
    def inputs(self) -> tuple[Port, ...]:
        """The input ports as given."""
        return self._inputs

    @property
    def outputs(self) -> tuple[Port, ...]:
        """The output ports as given."""
        return self._outputs

    @property
    def parameters_schema(self) -> dict[str, Any]:
        """A schema that names the inputs and takes anything in them."""
        return {"type": "object", "properties": {port.name: {} for port in self._inputs}}

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        """Return unknown and missing parameters."""
        return port_problems(self._inputs, parameters, connected)

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Note the parameters, then call the function with the context and them."""
        self.calls.append(dict(parameters))
        return self._run(context, parameters)


class RecordingNode(FakeNodeType):
    """A node type that gives the same output whatever comes in; ``calls`` holds what did."""

    def __init__(self, name: str = "RecordingNode", output: Mapping[str, Any] | None = None, **options: Any) -> None:
        answer = dict(output or {})
        super().__init__(name, lambda _context, _parameters: answer, **{"outputs": tuple(answer), **options})


class FailingNode(FakeNodeType):
    """A node type that raises the same error whatever comes in."""

    def __init__(self, name: str = "FailingNode", error: Exception | None = None, **options: Any) -> None:
        self.error = error or RuntimeError("It was told to fail.")
        super().__init__(name, self._raise, **options)

    def _raise(self, _context: NodeContext, _parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        raise self.error


@dataclass
class FakeDataFlow:
    """What ``LocalRuntime(dataflow=…)`` and ``compile_definition`` take: the given node types, and (for the runtime) the catalogue."""

    node_types: Iterable[NodeType] = ()
    registry: Registry = field(init=False)

    def __post_init__(self) -> None:
        """Register the node types."""
        self.registry = Registry("the test", self.node_types)

    def resolve(self, name: str) -> NodeType | None:
        """Return the node type of that name, or None."""
        return self.registry.get(name)

    def names(self) -> list[str]:
        """Return the names of the node types."""
        return self.registry.names()


def run_node(
    node_type: NodeType,
    parameters: Mapping[str, Any] | None = None,
    *,
    inputs: Mapping[str, Any] | None = None,
    scope: Scope | None = None,
    credentials: Mapping[str, Mapping[str, str]] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Mapping[str, Any]:
    """Run one node by itself, as node ``node`` of run ``run``, and return its output."""
    context = NodeContext(
        scope=scope or Scope(run="run", node="node"),
        run="run",
        node="node",
        iteration=0,
        inputs=inputs or {},
        idempotency_key="run:node:0",
        is_cancelled=is_cancelled,
        secret=(credentials or {}).__getitem__,
    )
    return node_type.run(context, parameters or {})


def _ports(given: Iterable[Port | str]) -> tuple[Port, ...]:
    return tuple(Port(each, ANY) if isinstance(each, str) else each for each in given)


def _echo(_context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"value": parameters.get("value")}
