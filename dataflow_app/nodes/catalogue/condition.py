"""ConditionNode: the value goes one way or the other."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from dataflow_app.nodes.comparing import Operator, compare
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType


class ConditionParameters(Parameters):
    """What a condition needs."""

    value: Any = Field(description="The value to look at; it travels on by the branch that is taken.")
    operator: Operator = Field("is_true", description="How to look at it.")
    compare: Any = Field(None, description="What to compare it with; unused by is_true, is_empty and is_not_empty.")


class ConditionOutput(Output):
    """The two branches."""

    true: Any = Field(None, description="The value, where the condition holds.")
    false: Any = Field(None, description="The value, where it does not.")


class ConditionNode(TypedNodeType[ConditionParameters]):
    """Send a value one way where a condition holds and another where it does not; what hangs on the other way is skipped."""

    kind = NodeKind.FLOW
    category = "Flow"
    branches = True
    parameters_model: ClassVar[type[Parameters]] = ConditionParameters
    output_model: ClassVar[type[Output]] = ConditionOutput

    def work(self, context: NodeContext, parameters: ConditionParameters) -> Mapping[str, Any]:  # noqa: ARG002 - it looks at nothing else
        """Return the value under the branch that is taken."""
        holds = compare(parameters.value, parameters.operator, parameters.compare)
        return {"true" if holds else "false": parameters.value}
