"""``ProductBulkCreateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.bulk_options import (
    batch_option,
    data_option,
    drawn_rows_faults,
    ids_option,
    outcome_output,
    outcome_ports,
    resolution_option,
    rows_in,
)
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import match_option, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.orm.bulk.create import Creating, bulk_create
from dataflow_app.scope import Scope

_COUNTS = ("created", "updated", "skipped")


class BulkCreateNodeType(GeneratedNodeType):
    """Creates many rows, whole or not at all."""

    operation = "BulkCreate"
    says = "Creates many {names}: all of them, or none where one cannot be."
    kind = NodeKind.BULK

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The rows, and what happens to those that are there already."""
        return (
            data_option(self.bound, "The new rows; each has the fields of a create.", required=True),
            resolution_option(),
            match_option("The fields that tell whether a row is there; the model's unique fields unless some are named."),
            batch_option(),
            ids_option(),
            *tenant_option(self.bound),
        )

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """How many rows were written, and their keys."""
        return outcome_ports(*_COUNTS)

    def drawn_faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Check every row that is drawn."""
        return drawn_rows_faults(self.bound, given.get("data"))

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Create the rows."""
        how = Creating(given.get("conflict_resolution"), given.get("match_fields"), given.get("batch_size"), given.get("tenant_id"))
        return outcome_output(bulk_create(self.bound, scope, rows_in(given["data"]), how), _COUNTS, given)
