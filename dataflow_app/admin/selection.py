"""The rows that an action is for, however many: their keys are read in parts and never all at once."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest

from dataflow_app.admin.scope import scope_of
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope

_PART = 5_000


def keys_in_parts(rows: "models.QuerySet[Any]", size: int = _PART) -> Iterator[list[Any]]:
    """Iterate over the rows' keys in their order, in lists of ``size``; rows that change meanwhile are met once."""
    keys = rows.order_by("pk").values_list("pk", flat=True)
    part = list(keys[:size])
    while part:
        yield part
        part = list(keys.filter(pk__gt=part[-1])[:size]) if len(part) == size else []


def for_each_part(bound: BoundModel, request: HttpRequest, rows: "models.QuerySet[Any]", work: Callable[[Scope, list[Any]], object]) -> int:
    """Do the work for the keys of all rows, in one transaction and in the name of the person; return how many they were."""
    scope, done = scope_of(request), 0
    with acting(scope), transaction.atomic(using=bound.database):
        for keys in keys_in_parts(rows):
            work(scope, keys)
            done += len(keys)
    return done
