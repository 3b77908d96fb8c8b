"""``ProductReadNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.nodes.generated.as_of_option import version_as_of_option
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, key_option, tenant_option
from dataflow_app.nodes.generated.target import which_row
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowResult
from dataflow_app.orm.rows.find import Sought, find_row
from dataflow_app.scope import Scope


class ReadNodeType(GeneratedNodeType):
    """Gives the row of a key, or the only one that a filter finds."""

    operation = "Read"
    says = "Gives one {name}, by its id or by a filter that finds exactly one."
    kind = NodeKind.READ

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The key or a filter, and as of when."""
        which = (key_option(self.bound), filter_option(self.bound))
        return (*which, *version_as_of_option(self.bound), *deleted_option(self.bound), *tenant_option(self.bound))

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """One of key and filter is needed."""
        return which_row(self.bound, given)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowResult:
        """Find the row."""
        sought = Sought(
            key=given.get(self.options[0].name),
            wanted=given.get("filter"),
            tenant_id=given.get("tenant_id"),
            include_deleted=bool(given.get("include_deleted")),
            as_of=given.get("as_of"),
        )
        return RowResult(find_row(self.bound, scope, sought))
