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


def foreign_keys(bound: BoundModel) -> tuple[Any, ...]:
    """Return the columns that point at rows."""
    return tuple(field for field in columns(bound) if isinstance(field, models.ForeignKey))


def missing_references(bound: BoundModel, rows: Sequence[Mapping[str, Any]], tenant: str | None) -> list[tuple[int, NodeError]]:
    """Return the place of each row that points at a row which is not there, with the fault; one look-up a foreign key."""
    return [
        (place, reference_fault(bound, field, row[field.attname]))
        for field in foreign_keys(bound)
        for absent in [absent_keys(bound, field, {row[field.attname] for row in rows if field.attname in row}, tenant)]
        for place, row in enumerate(rows)
        if row.get(field.attname) in absent
    ]


def absent_keys(bound: BoundModel, field: Any, wanted: set[Any], tenant: str | None) -> set[Any]:
    """Return those of the values of a foreign key that point at no row of the tenant; an empty one points at nothing."""
    absent = wanted - {None}
    there = referable_rows(field.related_model, bound.database, tenant)
    key = field.target_field.attname
    for part in batches(sorted(absent, key=str), _LOOKED_UP):
        absent.difference_update(there.filter(**{f"{key}__in": part}).values_list(key, flat=True))
    return absent


def reference_fault(bound: BoundModel, field: Any, value: Any) -> NodeError:
    """Return the error of a row that points at nothing."""
    return NodeError(
        "row_not_found",
        f"{bound.name}.{field.name} points at {field.related_model.__name__} {value!s}, which is not there.",
        f"Create that {field.related_model.__name__} first, or leave '{field.name}' out.",
        port=field.name,
    )
