"""Which rows a bulk operation means: those that a filter finds, in the order of their keys."""

from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.filters import read_filter
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.list import natural
from dataflow_app.orm.tenancy import rows_of


def selected_keys(bound: BoundModel, tenant: str | None, wanted: Any, *, all_rows: bool, limit: Any, include_deleted: bool) -> list[Any]:
    """Return the keys of the rows, locked; raise ``NodeError`` for a filter that limits nothing, unless ``all_rows``."""
    limits = read_filter(bound, {} if wanted is None else wanted, tenant)
    if not limits and not all_rows:
        raise NodeError(
            "invalid_parameter",
            f"The filter is empty, so every {bound.name} would be meant.",
            "Set all to true if that is so.",
            port="filter",
        )
    rows = locked(bound, rows_of(bound, tenant, include_deleted=include_deleted)).filter(limits).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: natural(limit, "limit")])
