"""What all bulk operations of a model have in common."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.bulk_options import drawn_rows_faults, outcome_output, outcome_ports
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.bulk.cancelling import Stopped, cancellable
from dataflow_app.orm.bulk.outcome import Outcome


class BulkNodeType(GeneratedNodeType):
    """Writes many rows, all of them or none, and tells how many; ``counts`` names what it tells beside the total."""

    kind = NodeKind.BULK
    counts: ClassVar[tuple[str, ...]]

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were written, and their keys."""
        return outcome_ports(*self.counts)

    def drawn_faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Check every row that is drawn, unless one with a fault is to be left out."""
        return [] if given.get("on_error") == "skip" else drawn_rows_faults(self.bound, given.get("data"))

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do the work, and stop between two batches where the run is cancelled: nothing is written then."""
        try:
            with cancellable(context.is_cancelled):
                return super().run(context, parameters)
        except Stopped as stopped:
            raise NodeCancelled from stopped

    def output_of(self, outcome: Outcome, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the output that tells of the outcome."""
        return outcome_output(outcome, self.counts, given)


def faults_beside(chosen: str, others: tuple[str, ...], given: Mapping[str, Any]) -> list[NodeError]:
    """Return a fault for each parameter that names rows in another way than the chosen one."""
    beside = [name for name in others if name in given]
    return [NodeError("invalid_parameter", f"{name} stands beside {chosen}.", "Give one of the two.", port=name) for name in beside]
