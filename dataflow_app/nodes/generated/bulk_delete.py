"""``ProductBulkDeleteNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.bulk_options import (
    all_option,
    batch_option,
    ids_option,
    outcome_output,
    outcome_ports,
    selection,
    selection_faults,
)
from dataflow_app.nodes.generated.deletion import deletion, deletion_faults
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, deletion_options, filter_option, limit_option, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.delete import clean_keys, delete_keys, delete_selected
from dataflow_app.orm.pending import has_pending
from dataflow_app.scope import Scope

_COUNTS = ("deleted",)


class BulkDeleteNodeType(GeneratedNodeType):
    """Deletes the rows that a filter finds, or those of some keys."""

    operation = "BulkDelete"
    says = "Deletes all {names} that a filter finds, or those with some ids; all of them or none."
    kind = NodeKind.BULK

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Which rows, and how they are deleted."""
        return (
            filter_option(self.bound),
            _keys_option(),
            limit_option("At most how many rows, in the order of their keys."),
            all_option(),
            *deletion_options(self.bound),
            batch_option(),
            ids_option(),
            *deleted_option(self.bound),
            *tenant_option(self.bound),
        )

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were deleted, and their keys."""
        return outcome_ports(*_COUNTS)

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Rows are meant in one way, and the ways of deleting them do not contradict each other."""
        faults = deletion_faults(self.bound, given)
        if "ids" not in given:
            return [*selection_faults(self.bound, given), *faults]
        beside = [name for name in ("filter", "all", "limit") if name in given]
        return faults + [NodeError("invalid_parameter", f"{name} stands beside ids.", "Give one of the two.", port=name) for name in beside]

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Delete the rows."""
        which = selection(self.bound, given)
        softly, reason = deletion(self.bound, given)
        if "ids" in given:
            outcome = delete_keys(self.bound, scope, given["ids"], which, softly=softly, reason=reason)
        else:
            outcome = delete_selected(self.bound, scope, which, softly=softly, reason=reason)
        return outcome_output(outcome, _COUNTS, given)


def _keys_option() -> Option:
    text = "The keys of the rows, in place of a filter; all of them must be there."
    return Option("ids", PortType("list"), "IDs", text, {"type": "array", "x-widget": "json"}, _check, nullable=False)


def _check(bound: BoundModel, keys: Any) -> None:
    if not has_pending(keys):
        clean_keys(bound, keys)
