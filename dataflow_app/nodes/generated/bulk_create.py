"""``ProductBulkCreateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.graph.ports import Port
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
from dataflow_app.orm.bulk.create import Creating, bulk_create
from dataflow_app.scope import Scope


class BulkCreateNodeType(BulkNodeType):
    """Creates many rows, whole or not at all."""

    operation = "BulkCreate"
    says = "Creates many {names}: all of them, or none where one cannot be."
    counts = ("created", "updated", "skipped")

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The rows, and what happens to those that are there already."""
        return (
            data_option(self.bound, "The new rows; each has the fields of a create.", required=True),
            resolution_option(),
            match_option("The fields that tell whether a row is there; the model's unique fields unless some are named."),
            errors_option(),
            batch_option(),
            ids_option(),
            *tenant_option(self.bound),
        )

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were written, their keys, and what is wrong with those that were left out."""
        return (*super().outputs, *errors_ports())

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Create the rows."""
        return self.output_of(bulk_create(self.bound, scope, rows_in(given["data"]), creating(given)), given)


def creating(given: Mapping[str, Any]) -> Creating:
    """Return how rows are created."""
    names = ("conflict_resolution", "match_fields", "batch_size", "tenant_id", "on_error")
    return Creating(**{name: given.get(name) for name in names}, return_ids=bool(given.get("return_ids")))
