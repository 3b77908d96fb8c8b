"""``ProductListNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, list_options, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.scope import Scope


class ListNodeType(GeneratedNodeType):
    """Gives the rows that a filter finds, ordered and cut."""

    operation = "List"
    says = "Gives the {names} that a filter finds, in order; all of them without a filter."
    kind = NodeKind.READ

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Filter, order, limit, offset and columns."""
        found = filter_option(self.bound, "Which rows are wanted; all of them without a filter.")
        return (found, *list_options(self.bound), *deleted_option(self.bound), *tenant_option(self.bound))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The rows, how many they are, and how many there would be without limit and offset."""
        return (
            Port("records", PortType("rows", self.bound.label), title="Records", description="The rows."),
            Port("count", PortType("integer"), title="Count", description="How many rows these are."),
            Port("total", PortType("integer"), title="Total", description="How many rows the filter finds without limit and offset."),
        )

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowsResult:
        """Find the rows."""
        listing = Listing(
            wanted=given.get("filter"),
            order_by=given.get("order_by"),
            limit=given.get("limit"),
            offset=given.get("offset"),
            fields=given.get("fields"),
            tenant_id=given.get("tenant_id"),
            include_deleted=bool(given.get("include_deleted")),
        )
        page = list_rows(self.bound, scope, listing)
        return RowsResult([RowResult(row) for row in page.rows], total=page.total)
