"""Which one row a node means."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.rows.update import Target


def which_row(bound: BoundModel, given: Mapping[str, Any]) -> list[NodeError]:
    """Return an error where neither the key nor a filter is given."""
    key = primary_key(bound).name
    if key in given or "filter" in given:
        return []
    return [NodeError("invalid_parameter", f"Which {bound.name} is meant is not said.", f"Give its {key}, or a filter.", port=key)]


def target(bound: BoundModel, given: Mapping[str, Any]) -> Target:
    """Return which row is meant."""
    return Target(
        key=given.get(primary_key(bound).name),
        wanted=given.get("filter"),
        tenant_id=given.get("tenant_id") if bound.options.multi_tenant else None,
        include_deleted=bool(given.get("include_deleted")) if bound.options.soft_delete else False,
        row_version=given.get("row_version") if bound.options.versioned else None,
    )
