"""Querysets that honour a model's options."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connections, models, transaction
from django.db.models import F
from django.utils import timezone

from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON, ROW_VERSION
from dataflow_app.orm.history.insertions import Before, record_upserted
from dataflow_app.orm.history.recorded import locked_keys, record_keys
from dataflow_app.orm.history.removal import remove
from dataflow_app.schema.options import ModelOptions


class OptionsQuerySet(models.QuerySet[Any]):
    """Rows of a model with options, each kept where the model has it.

    Every write leaves the rows' states in their history and raises their ``row_version``; a delete is soft.
    """

    @property
    def _bound(self) -> BoundModel | None:
        return bound_to(self.model)

    @property
    def _options(self) -> ModelOptions:
        return self._bound.options if self._bound else ModelOptions()

    def update(self, **values: Any) -> int:
        """Update all rows in one statement, as Django does."""
        if self._options.versioned:
            values.setdefault(ROW_VERSION, F(ROW_VERSION) + 1)
        if self._bound is None or not self._options.keeps_history or self.query.is_sliced:
            return super().update(**values)
        self._refuse_key(values)
        self._for_write = True
        with transaction.atomic(using=self.db):
            keys = locked_keys(self)
            count = super(OptionsQuerySet, self._only(keys)).update(**values)
            record_keys(self._bound, keys, "~", values.get(DELETION_REASON) or None)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        update_conflicts: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Any]:
        """Create the rows, as Django does."""
        rows = list(objs)
        names = None if update_fields is None else self._without_version(update_fields)
        if self._bound is None or not self._options.keeps_history:
            return super().bulk_create(rows, batch_size, ignore_conflicts, update_conflicts, names, unique_fields)
        self._for_write = True
        with transaction.atomic(using=self.db):
            before = Before.inserting(self._bound, rows) if ignore_conflicts else None
            created = super().bulk_create(rows, batch_size, ignore_conflicts, update_conflicts, names, unique_fields)
            if before is not None:
                record_keys(self._bound, before.inserted(self._bound), "+")
            elif update_conflicts:
                record_upserted(self._bound, [row.pk for row in created])
            else:
                record_keys(self._bound, [row.pk for row in created], "+")
        return created

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Write these fields of the rows, as Django does; the rows know their new versions afterwards."""
        rows = list(objs)
        count = super().bulk_update(rows, self._without_version(fields), batch_size)
        if self._options.versioned:
            for row in {id(row): row for row in rows}.values():
                setattr(row, ROW_VERSION, getattr(row, ROW_VERSION) + 1)
        return count

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def delete(self, *, reason: str = "") -> tuple[int, dict[str, int]]:
        """Delete the rows, softly (with the reason) where the model keeps deleted rows; return how many, and how many of each model."""
        if not self._options.soft_delete:
            return self.hard_delete()
        marks = {DELETED_AT: timezone.now(), DELETION_REASON: reason}
        count = self.filter(**{DELETED_AT: None}).update(**marks)
        return count, {self.model._meta.label: count} if count else {}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def hard_delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows for good."""
        if not self._options.keeps_history or self.query.is_sliced or self.query.distinct:
            return super().delete()
        self._for_write = True
        return remove(self, self.db)

    hard_delete.alters_data = True  # type: ignore[attr-defined]
    hard_delete.queryset_only = True  # type: ignore[attr-defined]

    def _only(self, keys: Sequence[Any]) -> "OptionsQuerySet":
        """Return the rows of these keys; SQLite has no other writer in the meantime, and would take no long list of them."""
        return self if connections[self.db].vendor == "sqlite" else self.filter(pk__in=keys)

    def _without_version(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name != ROW_VERSION or not self._options.versioned]

    def _refuse_key(self, values: dict[str, Any]) -> None:
        key = self.model._meta.pk
        if {"pk", key.name, key.attname} & values.keys():
            raise ValueError(f"The key of {self.model.__name__} rows cannot change, for their history goes by it. Create new rows instead.")
