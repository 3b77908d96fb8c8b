"""``ProductBulkUpsertNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.bulk_base import BulkNodeType
from dataflow_app.nodes.generated.bulk_options import (
    batch_option,
    data_option,
    errors_option,
    errors_ports,
    ids_option,
    resolution_option,
    rows_in,
)
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import match_option, tenant_option
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.how import resolved
from dataflow_app.orm.bulk.upsert import Upserting, bulk_upsert, update_columns
from dataflow_app.orm.values.pending import has_pending
from dataflow_app.scope import Scope


class BulkUpsertNodeType(BulkNodeType):
    """Creates rows that are not there and updates those that are, whole or not at all."""

    operation = "BulkUpsert"
    says = "Updates the {names} that have the same unique fields, and creates the others."
    counts = ("created", "updated", "skipped")

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The rows, how they are matched, and what is updated."""
        return (
            data_option(self.bound, "The rows.", required=True),
            match_option("The fields that tell whether a row is there; the model's unique fields unless some are named."),
            _update_fields(self.bound),
            resolution_option("upsert"),
            errors_option(),
            batch_option(),
            ids_option(),
            *tenant_option(self.bound),
        )

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were written, their keys, and what is wrong with those that were left out."""
        return (*super().outputs, *errors_ports())

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Refuse words that would have no effect."""
        if given.get("conflict_resolution") == "error":
            message = f"{self.name} updates rows that are there, so their being there is no error."
            return [NodeError("invalid_parameter", message, f"Use {self.bound.name}BulkCreateNode.", port="conflict_resolution")]
        if given.get("conflict_resolution") in ("skip", "ignore") and given.get("update_fields"):
            message = "update_fields says nothing where rows that are there are skipped."
            return [NodeError("invalid_parameter", message, "Leave one of the two out.", port="update_fields")]
        return []

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Create and update the rows."""
        names = ("match_fields", "update_fields", "batch_size", "tenant_id", "on_error")
        skips = given.get("conflict_resolution") is not None and resolved(given["conflict_resolution"]) == "skip"
        how = Upserting(**{name: given.get(name) for name in names}, return_ids=bool(given.get("return_ids")), skips=skips)
        return self.output_of(bulk_upsert(self.bound, scope, rows_in(given["data"]), how), given)


def _update_fields(bound: BoundModel) -> Option:
    schema = {"type": "array", "items": {"type": "string"}, "x-widget": "columns", "x-model": bound.label}
    text = "Which fields of a row that is there are updated; those that are given unless some are named."
    return Option("update_fields", PortType("list"), "Update", text, schema, _check)


def _check(bound: BoundModel, names: Any) -> None:
    if not has_pending(names):
        update_columns(bound, names)
