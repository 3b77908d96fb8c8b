"""``ProductBulkCreateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.nodes.generated.bulk_base import BulkNodeType
from dataflow_app.nodes.generated.bulk_options import (
    batch_option,
    data_option,
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
            batch_option(),
            ids_option(),
            *tenant_option(self.bound),
        )

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
        """Create the rows."""
        how = Creating(given.get("conflict_resolution"), given.get("match_fields"), given.get("batch_size"), given.get("tenant_id"))
        return self.output_of(bulk_create(self.bound, scope, rows_in(given["data"]), how), given)
