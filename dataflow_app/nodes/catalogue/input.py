"""InputNode: the run's inputs as output ports."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType


class InputNode(TypedNodeType[Parameters]):
    """Hand on what the person or the trigger that started the run supplied: one output for each of the workflow's inputs."""

    title = "Inputs"
    kind = NodeKind.FLOW
    category = "Flow"
    parameters_model: ClassVar[type[Parameters]] = Parameters
    output_model: ClassVar[type[Output]] = Output

    def outputs_in(self, definition: Definition) -> tuple[Port, ...]:
        """Return a port for each input that the definition asks for."""
        return tuple(
            Port(each.name, PortType(each.type), required=each.required, title=each.title, description=each.description)
            for each in definition.inputs
        )

    def work(self, context: NodeContext, parameters: Parameters) -> Mapping[str, Any]:  # noqa: ARG002 - it has none
        """Return the run's inputs."""
        return dict(context.inputs)
