"""Managers of models with options, a person's own among them."""

from functools import lru_cache
from typing import Any

from django.db import models

from dataflow_app.orm.querysets import OptionsQuerySet

OptionsManager = models.Manager.from_queryset(OptionsQuerySet, "OptionsManager")


class LivingRows(models.Manager[Any]):
    """Leaves out the rows that were deleted softly."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the rows that are not deleted."""
        return super().get_queryset().filter(deleted_at=None)


class LivingManager(LivingRows, OptionsManager):  # type: ignore[type-arg]
    """The living rows of a model with options."""


class HonouringRows(models.Manager[Any]):
    """Gives the querysets of a hand-written manager the ways of those of a model with options."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return what the manager returns, in a class that is both."""
        rows = super().get_queryset()
        rows.__class__ = _honouring(type(rows))
        return rows


def honouring(manager: models.Manager[Any], *, living: bool) -> models.Manager[Any]:
    """Return a hand-written manager whose rows honour the options; ``living`` leaves deleted ones out."""
    kind = type(manager)
    ways = (LivingRows, HonouringRows) if living else (HonouringRows,)
    manager.__class__ = type(f"Honouring{kind.__name__}", (*ways, kind), {"__module__": kind.__module__})
    return manager


@lru_cache(maxsize=256)
def _honouring(kind: type[models.QuerySet[Any]]) -> type[models.QuerySet[Any]]:
    if issubclass(kind, OptionsQuerySet):
        return kind
    return type(f"Honouring{kind.__name__}", (OptionsQuerySet, kind), {"__module__": kind.__module__})
