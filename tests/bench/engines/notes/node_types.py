"""Node types without effects: one that does next to nothing, and one that keeps a processor busy."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.registry import Registry
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType
from tests.bench.engines.fibonacci import fibonacci


class Number(Parameters):
    """What comes in."""

    value: int = 0


class NumberOut(Output):
    """What goes out."""

    value: int


class AddOneNode(TypedNodeType[Number]):
    """Add one to a number."""

    kind = NodeKind.FLOW
    category = "Bench"
    parameters_model: ClassVar[type[Parameters]] = Number
    output_model: ClassVar[type[Output]] = NumberOut

    def work(self, context: NodeContext, parameters: Number) -> Mapping[str, Any]:
        """Add."""
        return {"value": parameters.value + 1}


class FibonacciNode(TypedNodeType[Number]):
    """Compute a number of Fibonacci's, the long way."""

    kind = NodeKind.FLOW
    category = "Bench"
    parameters_model: ClassVar[type[Parameters]] = Number
    output_model: ClassVar[type[Output]] = NumberOut

    def work(self, context: NodeContext, parameters: Number) -> Mapping[str, Any]:
        """Compute; what goes on is what came in, so that the next node has as much to do."""
        fibonacci(parameters.value)
        return {"value": parameters.value}


REGISTRY = Registry("the bench", (AddOneNode(), FibonacciNode()))
