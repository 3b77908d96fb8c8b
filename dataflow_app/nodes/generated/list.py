"""``ProductListNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.as_of_option import as_of_option
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.list_options import list_options
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, tenant_option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowsResult
from dataflow_app.orm.rows.list import Listing, check_order, list_rows, listing_faults
from dataflow_app.orm.values.pending import has_pending
from dataflow_app.scope import Scope


class ListNodeType(GeneratedNodeType):
    """Gives the rows that a filter finds, ordered and cut."""

    operation = "List"
    says = "Gives the {names} that a filter finds, in order; all of them without a filter."
    kind = NodeKind.READ

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Filter, order, columns, groups, and which part."""
        found = filter_option(self.bound, "Which rows are wanted; all of them without a filter.")
        return (found, *list_options(self.bound), *as_of_option(self.bound), *deleted_option(self.bound), *tenant_option(self.bound))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The rows, how many they are, how many there would be in all, and where the next page begins."""
        total = "How many rows (or groups) there are without limit, offset and after; empty where 'count' is off."
        following = "Where the next page begins: give it as 'after', with the same order. Empty where no page follows, or without a limit."
        return (
            Port("records", PortType("rows", self.bound.label), title="Records", description="The rows, or the groups of an aggregate."),
            Port("count", PortType("integer"), title="Count", description="How many rows these are."),
            Port("total", PortType("integer"), title="Total", description=total),
            Port("next", PortType("text"), title="Next page", description=following),
        )

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return what is wrong with options together: some cannot stand beside others, and an order is one of what is given."""
        return listing_faults(_listing(given)) or self._order_faults(given)

    def _order_faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        if given.get("order_by") is None or any(has_pending(given.get(name)) for name in ("order_by", "fields", "distinct", "aggregate")):
            return []
        try:
            check_order(self.bound, _listing(given))
        except NodeError as fault:
            return [fault] if fault.port == "order_by" else []
        return []

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowsResult:
        """Find the rows."""
        page = list_rows(self.bound, scope, _listing(given))
        return RowsResult.of_tuples(page.names, page.tuples, total=page.total, next=page.next)


def _listing(given: Mapping[str, Any]) -> Listing:
    return Listing(
        wanted=given.get("filter"),
        order_by=given.get("order_by"),
        limit=given.get("limit"),
        offset=given.get("offset"),
        after=given.get("after"),
        fields=given.get("fields"),
        distinct=given.get("distinct"),
        aggregate=given.get("aggregate"),
        count=given.get("count") is not False,
        tenant_id=given.get("tenant_id"),
        include_deleted=bool(given.get("include_deleted")),
        as_of=given.get("as_of"),
    )
