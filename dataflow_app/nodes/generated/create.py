"""``ProductCreateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.results import RowResult
from dataflow_app.orm.rows.create import create_row
from dataflow_app.scope import Scope


class CreateNodeType(GeneratedNodeType):
    """Creates a row from its columns and gives it whole; ``tenant_id`` is one of them where the model has tenants."""

    operation = "Create"
    says = "Creates one {name} and gives it with its id and every default."
    kind = NodeKind.WRITE
    takes_columns = True

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """None: every parameter is a column, whatever its name."""
        return ()

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Create the row, which checks every value; where a name is wrong, say everything that is wrong."""
        if self.unknown(parameters) or self.missing(parameters):
            return super().run(context, parameters)
        return self.perform(context.scope, parameters)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowResult:
        """Create the row."""
        return RowResult(create_row(self.bound, scope, given))
