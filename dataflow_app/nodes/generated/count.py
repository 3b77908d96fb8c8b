"""``ProductCountNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.as_of_option import as_of_option
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.orm.rows.list import count_rows
from dataflow_app.scope import Scope


class CountNodeType(GeneratedNodeType):
    """Tells how many rows a filter finds."""

    operation = "Count"
    says = "Tells how many {names} a filter finds; how many there are without a filter."
    kind = NodeKind.READ

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """A filter."""
        found = filter_option(self.bound, "Which rows are counted; all of them without a filter.")
        return (found, *as_of_option(self.bound), *deleted_option(self.bound), *tenant_option(self.bound))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The number."""
        return (Port("count", PortType("integer"), title="Count", description="How many rows the filter finds."),)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> dict[str, int]:
        """Count the rows."""
        include, as_of = bool(given.get("include_deleted")), given.get("as_of")
        found = count_rows(self.bound, scope, given.get("filter"), given.get("tenant_id"), include_deleted=include, as_of=as_of)
        return {"count": found}
