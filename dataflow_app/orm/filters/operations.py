"""The operators that stand under one name of a filter."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.operators import ALIASES
from dataflow_app.orm.filters.place import Place


def operations(place: Place, value: Mapping[Any, Any]) -> list[tuple[Any, Any, Any]]:
    """Return each operator with its value and its ``$options``; raise ``NodeError`` where there is none, or options of nothing."""
    if not value:
        raise NodeError("invalid_parameter", f"{place} is compared with an empty object.", "Name an operator, such as $gt.")
    if "$options" in value and "$regex" not in value:
        raise NodeError(
            "invalid_parameter", f"$options on {place} belongs beside $regex.", "Without regard to case there is $icontains too."
        )
    return [
        (ALIASES.get(operator, operator), item, value.get("$options") if operator == "$regex" else None)
        for operator, item in value.items()
        if operator != "$options"
    ]
