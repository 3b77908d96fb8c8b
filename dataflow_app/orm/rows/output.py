"""Rows as what nodes hand on: columns by name, as Python values."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, column, columns

Columns = dict[str, Any]


def row_columns(bound: BoundModel, row: models.Model) -> Columns:
    """Return the row's columns by name; a foreign key ``vendor`` is given as ``vendor_id``."""
    return {field.attname: readable(getattr(row, field.attname)) for field in columns(bound)}


def readable(value: Any) -> Any:
    """Return a stored value as plain Python: bytes rather than a view of them, a file as its path."""
    if isinstance(value, memoryview):
        return bytes(value)
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def chosen_columns(bound: BoundModel, names: Any) -> list[str]:
    """Return the column names for a node's ``fields``; all of them where it names none."""
    if names is None:
        return [field.attname for field in columns(bound)]
    wanted = [names] if isinstance(names, str) else names
    if not isinstance(wanted, list | tuple) or not wanted or not all(isinstance(name, str) for name in wanted):
        raise NodeError("invalid_parameter", 'fields wants a list of field names, such as ["id", "name"].', port="fields")
    return list(dict.fromkeys(_chosen(bound, name).attname for name in wanted))


def refresh_computed(bound: BoundModel, rows: Sequence[models.Model]) -> None:
    """Read the columns that the database computes into rows that were changed."""
    computed = [field.attname for field in columns(bound) if isinstance(field, models.GeneratedField)]
    if not computed or not rows:
        return
    stored = bound.model._base_manager.using(bound.database).in_bulk([row.pk for row in rows])
    for row in rows:
        for name in computed:
            setattr(row, name, getattr(stored[row.pk], name))


def _chosen(bound: BoundModel, name: str) -> AnyField:
    try:
        return column(bound, name)
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port="fields") from None
