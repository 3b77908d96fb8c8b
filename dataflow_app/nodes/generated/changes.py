"""The new values of an update: flat, under ``update``, or under the reference's ``fields``."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import by_name
from dataflow_app.orm.updates import read_update
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.pending import PENDING

NAMES = ("update", "fields")


def changes_options(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``update`` and its other spelling ``fields``: the new values, or operators."""
    schema = {"type": "object", "x-widget": "values", "x-model": bound.label}
    return tuple(
        Option(name, PortType("json"), title, description, schema, update_of(name), nullable=False)
        for name, title, description in (
            ("update", "New values", "The new values by field name, or operators such as $inc."),
            ("fields", "New values (fields)", "Another spelling of 'update'."),
        )
    )


def update_of(name: str) -> Any:
    """Return the check of an object of new values and operators."""

    def check(bound: BoundModel, value: Any) -> list[NodeError]:
        if value is not PENDING and not isinstance(value, dict):
            return [NodeError("invalid_parameter", f"{name} wants an object of fields and values, and {shown(value)} was given.")]
        return list(read_update(bound, value).faults)

    return check


def changes(given: Mapping[str, Any], flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new values from wherever they are given."""
    return {**flat, **{name: value for option in NAMES for name, value in (given.get(option) or {}).items()}}


def changes_faults(bound: BoundModel, given: Mapping[str, Any], flat: Mapping[str, Any]) -> list[NodeError]:
    """Return an error for each column that is given twice, and one where nothing changes."""
    objects = [given[name] for name in NAMES if name in given]
    if any(part is PENDING for part in objects):
        return []
    parts = [flat, *(part for part in objects if isinstance(part, Mapping))]
    known = by_name(bound)
    names = [known[name].name if name in known else name for part in parts for name in part]
    if not names and all(isinstance(part, Mapping) for part in objects):
        return [
            NodeError("invalid_parameter", f"Nothing of the {bound.name} is to change.", "Give a field with its new value.", port="update")
        ]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [NodeError("invalid_parameter", f"{name} is given twice.", "Give it once.", port=name) for name in twice]
