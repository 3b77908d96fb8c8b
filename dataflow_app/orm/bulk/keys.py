"""Rows of the data that are the same."""

from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.values.coercions import shown


def doubled(bound: BoundModel, first: int, second: int, key: dict[str, Any]) -> NodeError:
    """Return the error of two rows of the data that are the same."""
    told = " and ".join(f"{name} {shown(value).removeprefix('text ').removeprefix('the number ')}" for name, value in key.items())
    return NodeError(
        "integrity", f"Rows {first} and {second} are the same {bound.name}: both have {told}.", "Leave one of them out.", port="data"
    )
