"""``ProductBulkUpdateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.bulk_options import (
    all_option,
    batch_option,
    data_option,
    drawn_rows_faults,
    ids_option,
    outcome_output,
    outcome_ports,
    rows_in,
    selection,
    selection_faults,
)
from dataflow_app.nodes.generated.changes import changes, changes_faults
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import changes_options, deleted_option, filter_option, limit_option, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.orm.bulk.update import update_numbered, update_selected
from dataflow_app.scope import Scope

_COUNTS = ("updated",)
_SELECTING = ("filter", "all", "limit", "update", "fields")


class BulkUpdateNodeType(GeneratedNodeType):
    """Gives many rows new values: ``filter`` with ``update`` (or ``fields``), or ``data`` whose rows name theirs by key."""

    operation = "BulkUpdate"
    says = "Gives all {names} that a filter finds the same new values, or each its own; all of them or none."
    kind = NodeKind.BULK

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Which rows, and what of them changes."""
        return (
            filter_option(self.bound),
            *changes_options(self.bound),
            data_option(self.bound, "Rows with their keys and new values, in place of filter and update.", required=False),
            limit_option("At most how many rows, in the order of their keys."),
            all_option(),
            batch_option(),
            ids_option(),
            *deleted_option(self.bound),
            *tenant_option(self.bound),
        )

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were written, and their keys."""
        return outcome_ports(*_COUNTS)

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Rows are meant in one way: by a filter, or each by its key."""
        if "data" not in given:
            return [*selection_faults(self.bound, given), *changes_faults(self.bound, given, {})]
        beside = [name for name in _SELECTING if name in given]
        return [NodeError("invalid_parameter", f"{name} stands beside data.", "Give one of the two.", port=name) for name in beside]

    def drawn_faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Check every row that is drawn."""
        return drawn_rows_faults(self.bound, given.get("data"))

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Update the rows."""
        which = selection(self.bound, given)
        if "data" in given:
            outcome = update_numbered(self.bound, scope, rows_in(given["data"]), which)
        else:
            outcome = update_selected(self.bound, scope, which, changes(given, {}))
        return outcome_output(outcome, _COUNTS, given)
