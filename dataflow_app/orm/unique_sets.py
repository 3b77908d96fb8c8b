"""What makes a row the only one of its kind: the sets of columns that a model keeps unique."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, column, columns
from dataflow_app.orm.unique_rule import LIVING

Columns = tuple[str, ...]


def unique_sets(bound: BoundModel) -> tuple[Columns, ...]:
    """Return the unique sets of columns, without the tenant, which every row of a piece of work shares; the primary key comes last."""
    meta = bound.model._meta
    singles = [(field.attname,) for field in columns(bound) if field.unique and not field.primary_key]
    together = [tuple(_attname(bound, name) for name in names) for names in meta.unique_together]
    constraints = [
        tuple(_attname(bound, name) for name in constraint.fields)
        for constraint in meta.constraints
        # One with another condition tells some rows apart, not all.
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition in (None, LIVING)
    ]
    found = [tuple(name for name in names if name != TENANT) for names in (*singles, *together, *constraints)]
    return tuple(dict.fromkeys(names for names in (*found, (meta.pk.attname,)) if names))


def match_columns(bound: BoundModel, match_fields: Any, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Return the columns by which given rows are the same as rows that are there.

    Those that ``match_fields`` names, else the model's unique set of columns that every given row has. Raises ``NodeError``
    where there is none, or more than one.
    """
    if match_fields is not None:
        return _named(bound, match_fields)
    candidates = [names for names in unique_sets(bound) if all(name in row for row in rows for name in names)]
    if len(candidates) == 1:
        return candidates[0]
    listed = " or ".join(", ".join(names) for names in candidates)
    reason = f"several sets of unique fields could tell: {listed}" if candidates else "no unique field of the model is given in every row"
    raise NodeError(
        "invalid_parameter",
        f"Which rows of {bound.name} are the same cannot be told, for {reason}.",
        'Name the fields in match_fields, such as ["code"].',
        port="match_fields",
    )


def _named(bound: BoundModel, match_fields: Any) -> Columns:
    names = [match_fields] if isinstance(match_fields, str) else match_fields
    if not isinstance(names, list | tuple) or not names or not all(isinstance(name, str) for name in names):
        raise NodeError("invalid_parameter", "match_fields wants a list of field names.", 'Write ["code"].', port="match_fields")
    try:
        found = [column(bound, name) for name in names]
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port="match_fields") from None
    for field in found:
        if isinstance(field, models.JSONField):
            raise NodeError(
                "invalid_parameter", f"{bound.name}.{field.name} holds JSON, by which rows are not matched.", port="match_fields"
            )
    return tuple(dict.fromkeys(field.attname for field in found))


def _attname(bound: BoundModel, name: str) -> str:
    return column(bound, name).attname
