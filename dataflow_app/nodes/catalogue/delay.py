"""DelayNode: some time passes."""

import time
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType

LONGEST = 3600
#: How often a waiting node asks whether the run was cancelled, in seconds.
ASKS_EVERY = 0.2


class DelayParameters(Parameters):
    """What a delay needs."""

    seconds: float = Field(description="How long to wait, in seconds, an hour at most.", ge=0, le=LONGEST)
    value: Any = Field(None, description="Anything; it travels on after the wait.")


class DelayOutput(Output):
    """What comes after the wait."""

    value: Any = Field(description="The value that came in.")


class DelayNode(TypedNodeType[DelayParameters]):
    """Wait for some seconds, then hand on the value that came in; cancelling the run ends the wait."""

    kind = NodeKind.FLOW
    category = "Flow"
    waits = True
    parameters_model: ClassVar[type[Parameters]] = DelayParameters
    output_model: ClassVar[type[Output]] = DelayOutput

    def work(self, context: NodeContext, parameters: DelayParameters) -> Mapping[str, Any]:
        """Sleep in small pieces, asking between them whether to go on."""
        end = time.monotonic() + parameters.seconds
        while (left := end - time.monotonic()) > 0:
            if context.is_cancelled():
                raise NodeCancelled
            time.sleep(min(left, ASKS_EVERY))
        return {"value": parameters.value}
