"""``ProductBulkUpdateNode``."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.nodes.generated.bulk_base import BulkNodeType, faults_beside
from dataflow_app.nodes.generated.bulk_options import (
    all_option,
    batch_option,
    data_option,
    ids_option,
    rows_in,
    selection,
    selection_faults,
)
from dataflow_app.nodes.generated.changes import changes, changes_faults, changes_options
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, limit_option, tenant_option
from dataflow_app.orm.bulk.update import update_numbered, update_selected
from dataflow_app.scope import Scope

_SELECTING = ("filter", "all", "limit", "update", "fields")


class BulkUpdateNodeType(BulkNodeType):
    """Gives many rows new values: ``filter`` with ``update`` (or ``fields``), or ``data`` whose rows name theirs by key."""

    operation = "BulkUpdate"
    says = "Gives all {names} that a filter finds the same new values, or each its own; all of them or none."
    counts = ("updated",)

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

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Rows are meant in one way: by a filter, or each by its key."""
        if "data" not in given:
            return [*selection_faults(self.bound, given), *changes_faults(self.bound, given, {})]
        return faults_beside("data", _SELECTING, given)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Update the rows."""
        which = replace(selection(self.bound, given), return_ids=bool(given.get("return_ids")))
        if "data" in given:
            outcome = update_numbered(self.bound, scope, rows_in(given["data"]), which)
        else:
            outcome = update_selected(self.bound, scope, which, changes(given, {}))
        return self.output_of(outcome, given)
