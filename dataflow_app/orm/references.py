"""Foreign keys: what a row points at must be there, and be the tenant's own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import columns
from dataflow_app.orm.tenancy import referable_rows

_LOOKED_UP = 5_000


def missing_references(bound: BoundModel, rows: Sequence[Mapping[str, Any]], tenant: str | None) -> list[tuple[int, NodeError]]:
    """Return the place of each row that points at a row which is not there, with the fault; one look-up a foreign key."""
    return [
        (place, _fault(bound, field, row[field.attname]))
        for field in columns(bound)
        if isinstance(field, models.ForeignKey)
        for absent in [_absent(bound, field, rows, tenant)]
        for place, row in enumerate(rows)
        if row.get(field.attname) in absent
    ]


def _absent(bound: BoundModel, field: Any, rows: Sequence[Mapping[str, Any]], tenant: str | None) -> set[Any]:
    wanted = {row[field.attname] for row in rows if row.get(field.attname) is not None}
    there = referable_rows(field.related_model, bound.database, tenant)
    key = field.target_field.attname
    for part in batches(sorted(wanted, key=str), _LOOKED_UP):
        wanted.difference_update(there.filter(**{f"{key}__in": part}).values_list(key, flat=True))
    return wanted


def _fault(bound: BoundModel, field: Any, value: Any) -> NodeError:
    return NodeError(
        "row_not_found",
        f"{bound.name}.{field.name} points at {field.related_model.__name__} {value!s}, which is not there.",
        f"Create that {field.related_model.__name__} first, or leave '{field.name}' out.",
        port=field.name,
    )
