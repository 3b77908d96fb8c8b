"""Rows that are removed for good, with what cascades from them and what they leave in the history."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models.deletion import Collector

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.history.recorded import NAMED, locked_keys, plain_rows, record_keys

Found = Mapping[type[models.Model], Sequence[Any]]
_GOING: ContextVar[frozenset[tuple[type[models.Model], Any]]] = ContextVar("dataflow_removed", default=frozenset())


def remove(rows: Any, using: str, *, keep_parents: bool = False, reason: str | None = None) -> tuple[int, dict[str, int]]:
    """Remove rows (a queryset, or a list) and what cascades from them; return how many, and how many of each model.

    Their last states go to their history in a few statements, not in one a row.
    """
    with transaction.atomic(using=using):
        collector = Collector(using=using, origin=rows)
        if isinstance(rows, models.QuerySet):
            rows = models.QuerySet(rows.model, using=using).filter(pk__in=locked_keys(rows.using(using)))
        collector.collect(rows, keep_parents=keep_parents)
        found = {model: sorted((row.pk for row in each), key=str) for model, each in collector.data.items()}
        _record(found, reason)
        with _going(found):
            return collector.delete()


def is_recorded(row: models.Model) -> bool:
    """Whether the last state of a row that is being removed stands in its history already."""
    return (type(row), row.pk) in _GOING.get()


def _record(found: Found, reason: str | None) -> None:
    for model, keys in found.items():
        bound = bound_to(model)
        if bound and bound.options.keeps_history:
            for part in batches(keys, NAMED):
                locked_keys(plain_rows(bound).filter(pk__in=part))
            record_keys(bound, keys, "-", reason)


@contextmanager
def _going(found: Found) -> Iterator[None]:
    token = _GOING.set(_GOING.get() | {(model, key) for model, keys in found.items() for key in keys})
    try:
        yield
    finally:
        _GOING.reset(token)
