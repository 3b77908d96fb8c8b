"""Inserts that pass over rows, or update them, where they are there already: which of them did what, for their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery

from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION
from dataflow_app.orm.history.recorded import NAMED, plain_rows, record_keys
from dataflow_app.orm.history.states import history_of


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before an insert that passes over conflicts: Django does not say afterwards which rows it inserted.

    ``absent`` are the given keys that are not there yet; rows without a key get one above ``greatest``, where ``numbers`` them.
    """

    absent: tuple[Any, ...]
    numbers: bool
    greatest: Any

    @classmethod
    def inserting(cls, bound: BoundModel, rows: Sequence[models.Model]) -> Self:
        """Look at the table for the rows that are about to be inserted."""
        given = [row.pk for row in rows if row.pk is not None]
        numbers = len(given) < len(rows)
        there = {key for part in batches(given, NAMED) for key in plain_rows(bound).filter(pk__in=part).values_list("pk", flat=True)}
        greatest = plain_rows(bound).aggregate(found=Max("pk"))["found"] if numbers else None
        return cls(tuple(key for key in given if key not in there), numbers, greatest)

    def inserted(self, bound: BoundModel) -> list[Any]:
        """Return the keys of the rows that were inserted since."""
        numbered = [] if not self.numbers else _unrecorded(bound, Q() if self.greatest is None else Q(pk__gt=self.greatest))
        return sorted({*numbered, *unrecorded_keys(bound, self.absent)})


def unrecorded_keys(bound: BoundModel, keys: Sequence[Any]) -> list[Any]:
    """Return the keys of rows that are there, and are not so by their history: this transaction inserted them."""
    return [key for part in batches(keys, NAMED) for key in _unrecorded(bound, Q(pk__in=part))]


def record_upserted(bound: BoundModel, keys: Sequence[Any]) -> None:
    """Record rows that an insert created or updated, and raise the versions of the latter."""
    created = set(unrecorded_keys(bound, keys))
    updated = [key for key in keys if key not in created]
    if bound.options.versioned:
        for part in batches(updated, NAMED):
            plain_rows(bound).filter(pk__in=part).update(**{ROW_VERSION: F(ROW_VERSION) + 1})
    record_keys(bound, sorted(created), "+")
    record_keys(bound, updated, "~")


def _unrecorded(bound: BoundModel, limits: Q) -> list[Any]:
    history = history_of(bound)
    states = history._base_manager.using(bound.database).filter(**{bound.model._meta.pk.attname: OuterRef("pk")})
    latest = Subquery(states.order_by("-history_id").values("history_type")[:1])
    rows = plain_rows(bound).filter(limits).annotate(recorded_as=latest)
    return list(rows.filter(Q(recorded_as=None) | Q(recorded_as="-")).order_by("pk").values_list("pk", flat=True))
