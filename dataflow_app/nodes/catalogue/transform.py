"""TransformNode: one value computed from another."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, field_validator

from dataflow_app.errors import NodeError
from dataflow_app.graph.expression_references import read
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.expressions import evaluate_over
from dataflow_app.graph.json_values import json_value
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType


class TransformParameters(Parameters):
    """What a transformation needs."""

    value: Any = Field(description="What to compute from: the $ of the expression.")
    expression: str = Field(description="JSONata, such as records[list_price > 100].name; $inputs holds the run's inputs.")

    @field_validator("expression")
    @classmethod
    def _readable(cls, text: str) -> str:
        try:
            read(text)
        except ExpressionError as error:
            raise ValueError(str(error)) from error
        return text


class TransformOutput(Output):
    """What a transformation gives."""

    result: Any = Field(description="The value of the expression.")


class TransformNode(TypedNodeType[TransformParameters]):
    """Compute a value from another with a JSONata expression: pick, filter, sum up, rename, put into another shape."""

    kind = NodeKind.FLOW
    category = "Flow"
    parameters_model: ClassVar[type[Parameters]] = TransformParameters
    output_model: ClassVar[type[Output]] = TransformOutput

    def work(self, context: NodeContext, parameters: TransformParameters) -> Mapping[str, Any]:
        """Evaluate the expression over the value."""
        variables = {"inputs": json_value(context.inputs)}
        try:
            return {"result": evaluate_over(parameters.expression, json_value(parameters.value), variables)}
        except ExpressionError as error:
            raise NodeError("invalid_parameter", error.message, error.remedy, port="expression") from error
