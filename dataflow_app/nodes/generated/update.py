"""``ProductUpdateNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.changes import changes, changes_faults, changes_options
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import deleted_option, filter_option, key_option, tenant_option
from dataflow_app.nodes.generated.target import target, which_row
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowResult
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION, AnyField
from dataflow_app.orm.rows.update import update_row
from dataflow_app.orm.updates import read_update
from dataflow_app.scope import Scope


class UpdateNodeType(GeneratedNodeType):
    """Gives a row new values: ``id`` or ``filter`` with the columns themselves, or with ``update`` (or ``fields``) that holds them.

    A value may be an operator, such as ``{"stock": {"$inc": -1}}``, which the database applies to what the row holds then.
    """

    operation = "Update"
    says = "Gives one {name} new values and gives it whole; it must be there."
    kind = NodeKind.WRITE
    takes_columns = True

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Which row, and the values where they are not given flat."""
        return (
            key_option(self.bound),
            filter_option(self.bound),
            *changes_options(self.bound),
            *version_option(self.bound),
            *deleted_option(self.bound),
            *tenant_option(self.bound),
        )

    def requires(self, field: AnyField) -> bool:
        """No column: what is not given stays."""
        del field
        return False

    def flat_faults(self, flat: Mapping[str, Any]) -> list[NodeError]:
        """Take an operator in place of a value."""
        return list(read_update(self.bound, flat).faults)

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """One row is meant, and something of it changes."""
        return [*which_row(self.bound, given), *changes_faults(self.bound, given, self.flat(given))]

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowResult:
        """Update the row."""
        return RowResult(update_row(self.bound, scope, target(self.bound, given), changes(given, self.flat(given))))


def version_option(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``row_version`` for a model that counts the versions of its rows."""
    if not bound.options.versioned:
        return ()
    description = "Update only if the row still has this version: the one that was read."
    return (Option(ROW_VERSION, PortType("integer", bound.label, ROW_VERSION), "Version", description, {"type": "integer", "minimum": 1}),)
