"""Which rows a bulk operation means: those that a filter finds, or the first of them by key."""

from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.filters import read_filter
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.list import natural
from dataflow_app.orm.tenancy import AnyRows, rows_of


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are meant, and whether their keys are to be given; ``rows`` is a query set that they must be in, where one is known."""

    wanted: Any = None
    rows: "AnyRows | None" = None
    all_rows: bool = False
    limit: Any = None
    include_deleted: bool = False
    tenant_id: Any = None
    batch_size: Any = None
    return_ids: bool = False


def selected_rows(bound: BoundModel, tenant: str | None, which: Selection) -> AnyRows:
    """Return the rows that the filter finds; raise ``NodeError`` for one that limits nothing, unless all rows are asked for."""
    limits = read_filter(bound, {} if which.wanted is None else which.wanted, tenant)
    if not limits and not which.all_rows and which.rows is None:
        raise NodeError(
            "invalid_parameter",
            f"The filter is empty, so every {bound.name} would be meant.",
            "Set all to true if that is so.",
            port="filter",
        )
    found = rows_of(bound, tenant, include_deleted=which.include_deleted).filter(limits)
    return found if which.rows is None else found.filter(pk__in=which.rows.order_by().values("pk"))


def locked_keys(bound: BoundModel, rows: AnyRows, limit: Any = None) -> list[Any]:
    """Return the keys of the rows (of the first so many by key), which nobody else may change until the transaction ends."""
    return list(locked(bound, rows).order_by("pk").values_list("pk", flat=True)[: natural(limit, "limit")])
