"""The rows that a model keeps though they were deleted: found by their keys, to be restored or removed for good."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError, NodeErrorCode
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import primary_key
from dataflow_app.orm.history.recorded import NAMED
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.tenancy import rows_of
from dataflow_app.orm.values.checking import clean_value

_SHOWN = 5


def kept_rows(bound: BoundModel, tenant: str | None, keys: Iterable[Any]) -> list[models.Model]:
    """Return the tenant's rows of these keys, living ones too, locked, in the order of their keys.

    Raises ``NodeError`` for a model that keeps no deleted rows, and where a row is not there.
    """
    if not bound.options.soft_delete:
        raise NodeError(
            "invalid_parameter", f"{bound.name} keeps no deleted rows.", "Give the model 'soft_delete': True in __dataflow__.", port="ids"
        )
    wanted = list(dict.fromkeys(clean_value(bound, primary_key(bound), key) for key in keys))
    rows = locked(bound, rows_of(bound, tenant, include_deleted=True)).order_by("pk")
    found = [row for part in batches(wanted, NAMED) for row in rows.filter(pk__in=part)]
    there = {row.pk for row in found}
    refuse(bound, [key for key in wanted if key not in there], "There is no {name} with id {ids}.", "row_not_found")
    return found


def refuse(bound: BoundModel, keys: list[Any], sentence: str, code: NodeErrorCode = "invalid_parameter") -> None:
    """Raise ``NodeError`` with the sentence, which names the model and these keys, where there are any."""
    if keys:
        listed = ", ".join(map(str, keys[:_SHOWN])) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
        raise NodeError(code, sentence.format(name=bound.name, ids=listed), "Nothing was changed.", port="ids")
