"""``ProductBulkDeleteNode``."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.bulk_base import BulkNodeType, faults_beside
from dataflow_app.nodes.generated.bulk_options import (
    all_option,
    batch_option,
    ids_option,
    selection,
    selection_faults,
)
from dataflow_app.nodes.generated.deletion import deletion, deletion_faults
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, deletion_options, filter_option, limit_option, tenant_option
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.delete import clean_keys, delete_keys, delete_selected
from dataflow_app.orm.values.pending import has_pending
from dataflow_app.scope import Scope


class BulkDeleteNodeType(BulkNodeType):
    """Deletes the rows that a filter finds, or those of some keys."""

    operation = "BulkDelete"
    says = "Deletes all {names} that a filter finds, or those with some ids; all of them or none."
    counts = ("deleted",)

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

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Rows are meant in one way, and the ways of deleting them do not contradict each other."""
        faults = deletion_faults(self.bound, given)
        if "ids" not in given:
            return [*selection_faults(self.bound, given), *faults]
        return faults + faults_beside("ids", ("filter", "all", "limit"), given)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Delete the rows."""
        which = replace(selection(self.bound, given), return_ids=bool(given.get("return_ids")))
        softly, reason = deletion(self.bound, given)
        if "ids" in given:
            outcome = delete_keys(self.bound, scope, given["ids"], which, softly=softly, reason=reason)
        else:
            outcome = delete_selected(self.bound, scope, which, softly=softly, reason=reason)
        return self.output_of(outcome, given)


def _keys_option() -> Option:
    text = "The keys of the rows, in place of a filter; all of them must be there."
    return Option("ids", PortType("list"), "IDs", text, {"type": "array", "x-widget": "json"}, _check, nullable=False)


def _check(bound: BoundModel, keys: Any) -> None:
    if not has_pending(keys):
        clean_keys(bound, keys)
