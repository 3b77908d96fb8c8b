"""The rows of a model as writes of many at once see them: locked, and with the states that they leave."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.history.states import Change, record_states

#: How many keys one statement names; SQLite takes 32,766 parameters.
NAMED = 5_000


def plain_rows(bound: BoundModel) -> "models.QuerySet[Any]":
    """Return all rows with Django's own methods: what writes through them keeps history and versions itself."""
    return models.QuerySet(bound.model, using=bound.database)


def locked_keys(rows: "models.QuerySet[Any]") -> list[Any]:
    """Return the keys of the rows, which nobody else may change until the transaction ends."""
    own: models.QuerySet[Any] = models.QuerySet(rows.model, using=rows.db).filter(pk__in=rows.order_by().values("pk"))
    return list(own.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def record_keys(bound: BoundModel, keys: Sequence[Any], change: Change, reason: str | None = None) -> None:
    """Write the present states of the rows of these keys to their history."""
    for part in batches(keys, NAMED):
        record_states(bound, plain_rows(bound).filter(pk__in=part), change, reason)
