"""Querysets and managers that honour a model's options."""

from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.schema.options import ModelOptions


class OptionsQuerySet(models.QuerySet[Any]):
    """Rows of a model with options: an update raises ``row_version``, a delete is soft, each where the model says so."""

    @property
    def _options(self) -> ModelOptions:
        bound: BoundModel | None = bound_to(self.model)
        return bound.options if bound else ModelOptions()

    def update(self, **values: Any) -> int:
        """Update all rows in one statement, as Django does, and raise their version."""
        if self._options.versioned and "row_version" not in values:
            values["row_version"] = F("row_version") + 1
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, softly where the model keeps deleted rows; return how many, and how many of each model."""
        if not self._options.soft_delete:
            return super().delete()
        count = self._soft_delete_each() if self._options.keeps_history else self.filter(deleted_at=None).update(deleted_at=timezone.now())
        return count, {self.model._meta.label: count} if count else {}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def hard_delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows for good."""
        return super().delete()

    hard_delete.alters_data = True  # type: ignore[attr-defined]
    hard_delete.queryset_only = True  # type: ignore[attr-defined]

    def _soft_delete_each(self) -> int:
        with transaction.atomic(using=self.db):
            return sum(row.delete(using=self.db)[0] for row in self)


OptionsManager = models.Manager.from_queryset(OptionsQuerySet, "OptionsManager")


class LivingRows(models.Manager[Any]):
    """Leaves out the rows that were deleted softly."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the rows that are not deleted."""
        return super().get_queryset().filter(deleted_at=None)


class LivingManager(LivingRows, OptionsManager):  # type: ignore[type-arg]
    """The living rows of a model with options."""


def living(manager: models.Manager[Any]) -> models.Manager[Any]:
    """Return a hand-written manager that leaves out deleted rows as well."""
    kind = type(manager)
    manager.__class__ = type(f"Living{kind.__name__}", (LivingRows, kind), {"__module__": kind.__module__})
    return manager
