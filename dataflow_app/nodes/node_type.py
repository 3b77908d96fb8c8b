"""A node type: what can be dragged onto the canvas, and what runs when it is reached."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.ports import Port
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.effect import Effect, Guarantee
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class NodeContext:
    """What a running node knows of its surroundings.

    ``idempotency_key`` is the same for every try of this node in this run; send it to services that take one.
    ``is_cancelled`` is asked between batches of long work; ``secret`` returns the values of a named credential. ``deadline`` is
    when the try must be done, by ``time.monotonic``; from then on ``is_cancelled`` answers true. None where there is none.
    """

    scope: Scope
    run: str
    node: str
    iteration: int
    inputs: Mapping[str, Any]
    idempotency_key: str
    is_cancelled: Callable[[], bool]
    secret: Callable[[str], Mapping[str, str]]
    deadline: float | None = None


class NodeType(ABC):
    """One kind of node.

    The class attributes describe it to the palette, the forms, the docs and the compiler. Instances hold no state of a run.
    """

    name: str
    title: str
    description: str
    kind: NodeKind
    category: str
    effect: Effect = Effect.NONE
    #: The Django database alias whose transaction the effect belongs to; None where the node touches no database. Only on the run's
    #: own, ``default``, is the effect of a saved run one transaction with the record of it.
    database: str | None = None
    #: The label of the model that the node type was generated from, such as ``catalog.Product``.
    model: str | None = None
    #: Whether an output port may stay silent, so that what hangs on it is skipped rather than failed.
    branches: bool = False
    #: Whether ``run`` does all of its effect or nothing, in transactions of its own where it needs any.
    is_whole: bool = False
    #: Whether running it mostly waits for something else, so that siblings should run beside it in threads.
    waits: bool = False

    @property
    def promise(self) -> Guarantee:
        """What a saved run promises of the effect: only one on the run's own database is one transaction with the record of it."""
        if self.effect is Effect.NONE:
            return Guarantee.NONE
        is_own = self.effect is Effect.DATABASE and self.database in (None, "default")
        return Guarantee.EXACTLY_ONCE if is_own else Guarantee.AT_LEAST_ONCE

    @property
    @abstractmethod
    def inputs(self) -> tuple[Port, ...]:
        """The input ports, one a parameter."""

    @property
    @abstractmethod
    def outputs(self) -> tuple[Port, ...]:
        """The output ports, one a key of the output."""

    def outputs_in(self, definition: Definition) -> tuple[Port, ...]:  # noqa: ARG002 - for node types whose ports depend on it
        """Return the output ports of a node of this type in that definition."""
        return self.outputs

    @property
    @abstractmethod
    def parameters_schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the parameters, for forms and documentation."""

    @abstractmethod
    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        """Return what is wrong with the parameters as drawn; ``connected`` names input ports (or dotted paths) fed by others.

        Expressions (``{"$expression": …}``) count as connected. The compiler fills in ``Problem.node``.
        """

    @abstractmethod
    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do the work and return the output by port name; raise ``NodeError`` (or let any error through) when it cannot be done."""
