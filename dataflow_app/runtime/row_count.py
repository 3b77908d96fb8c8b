"""How many rows an output tells of."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.nodes.results import RowResult


def row_count(output: Mapping[str, Any]) -> int | None:
    """Return the number of rows that a node read or changed: 1 for a row, the ``count`` of many, None where it tells of none."""
    if isinstance(output, RowResult):
        return 1
    count = output.get("count")
    return count if isinstance(count, int) and not isinstance(count, bool) else None
