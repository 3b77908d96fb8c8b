"""``ProductDeleteNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.deletion import deletion, deletion_faults
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, deletion_options, filter_option, key_option, tenant_option
from dataflow_app.nodes.generated.target import target, which_row
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowResult
from dataflow_app.orm.rows.delete import delete_row
from dataflow_app.scope import Scope


class DeleteNodeType(GeneratedNodeType):
    """Deletes a row: softly where the model keeps deleted rows, unless it is told otherwise."""

    operation = "Delete"
    says = "Deletes one {name} and gives what it was; it must be there."
    kind = NodeKind.WRITE

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Which row, and how it is deleted."""
        which = (key_option(self.bound), filter_option(self.bound))
        return (*which, *deletion_options(self.bound), *deleted_option(self.bound), *tenant_option(self.bound))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The row as it was, and that it was deleted."""
        deleted = Port("deleted", PortType("boolean"), title="Deleted", description="Always true: a row that is not there is an error.")
        return (*super().outputs, deleted) if all(port.name != "deleted" for port in super().outputs) else super().outputs

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """One row is meant, and the ways of deleting it do not contradict each other."""
        return [*which_row(self.bound, given), *deletion_faults(self.bound, given)]

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowResult:
        """Delete the row."""
        softly, reason = deletion(self.bound, given)
        row = delete_row(self.bound, scope, target(self.bound, given), softly=softly, reason=reason)
        return RowResult({"deleted": True, **row})
