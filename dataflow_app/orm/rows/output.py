"""Rows as what nodes hand on: columns by name, as Python values."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import columns
from dataflow_app.orm.expressions.paths import Path, read_path, type_of

Columns = dict[str, Any]

#: Columns of these types give plain Python values.
_READABLE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.BooleanField,
    models.DateField,
    models.TimeField,
    models.DurationField,
    models.UUIDField,
    models.JSONField,
)


def row_columns(bound: BoundModel, row: models.Model) -> Columns:
    """Return the row's columns by name; a foreign key ``vendor`` is given as ``vendor_id``."""
    return {field.attname: readable(getattr(row, field.attname)) for field in columns(bound)}


@lru_cache(maxsize=1024)
def selected_columns(bound: BoundModel) -> tuple[tuple[str, ...], tuple[Callable[[Any], Any] | None, ...]]:
    """Return the names of all columns, and what makes the values of each plain Python."""
    paths = chosen_paths(bound, None)
    return tuple(path.name for path in paths), tuple(reading(path) for path in paths)


def readable(value: Any) -> Any:
    """Return a stored value as plain Python: bytes rather than a view of them, a file as its path."""
    if isinstance(value, memoryview):
        return bytes(value)
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def reading(path: Path) -> Callable[[Any], Any] | None:
    """Return what makes the path's stored values plain Python; None where they are already."""
    return None if path.keys or isinstance(type_of(path.field), _READABLE) else readable


def chosen_paths(bound: BoundModel, names: Any, parameter: str = "fields") -> list[Path]:
    """Return what the names of a node's ``fields`` lead to; all columns where there are none."""
    if names is None:
        return [read_path(bound, field.name) for field in columns(bound)]
    wanted = [names] if isinstance(names, str) else names
    if not isinstance(wanted, list | tuple) or not wanted or not all(isinstance(name, str) for name in wanted):
        raise NodeError(
            "invalid_parameter", f'{parameter} wants a list of field names, such as ["id", "name", "vendor.name"].', port=parameter
        )
    paths = {path.name: path for path in (_chosen(bound, name, parameter) for name in wanted)}
    return list(paths.values())


def refresh_computed(bound: BoundModel, rows: Sequence[models.Model]) -> None:
    """Read the columns that the database computes into rows that were changed."""
    computed = [field.attname for field in columns(bound) if isinstance(field, models.GeneratedField)]
    if not computed or not rows:
        return
    stored = bound.model._base_manager.using(bound.database).in_bulk([row.pk for row in rows])
    for row in rows:
        for name in computed:
            setattr(row, name, getattr(stored[row.pk], name))


def _chosen(bound: BoundModel, name: str, parameter: str) -> Path:
    try:
        return read_path(bound, name)
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port=parameter) from None
