"""What rows of a model with options do when they are saved and deleted.

Abstract models, for Django folds those into the model: its migrations name no class of ours. Creating even an abstract model
asks Django's registry of apps, so this module is imported when the first model is built and not before.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models, router, transaction
from django.utils import timezone

from dataflow_app.errors import StaleRow
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.history.removal import remove
from dataflow_app.orm.integrity import refusals
from dataflow_app.schema.spec import ModelSpec

#: The columns that tell a deleted row.
MARKS: list[str] = ["deleted_at", "deletion_reason"]


class Refreshed(models.Model):
    """A row that was saved holds what the database made of it: columns that it computes, and values such as ``F("stock") - 1``."""

    class Meta:
        """Folded into the model."""

        abstract = True

    def _save_table(
        self,
        raw: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        cls: Any = None,
        force_insert: Any = False,  # noqa: FBT002 - Django's signature
        force_update: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        using: str | None = None,
        update_fields: Any = None,
    ) -> bool:
        """Write the row, and read what the database says of it while nobody was told yet that it was saved."""
        asked = [
            field.attname
            for field in self._meta.concrete_fields
            if hasattr(self.__dict__.get(field.attname), "resolve_expression")
            and (update_fields is None or not update_fields or {field.name, field.attname} & set(update_fields))
        ]
        updated: bool = super()._save_table(raw, cls, force_insert, force_update, using, update_fields)  # type: ignore[misc] # Django's own
        names = [*asked, *(_computed(type(self)) if updated else ())]
        if names:
            stored = type(self)._base_manager.using(using).filter(pk=self.pk).values_list(*names).get()
            for name, value in zip(names, stored, strict=True):
                setattr(self, name, value)
        return updated


class Recorded(models.Model):
    """A row that is removed leaves its last state, as the database has it, in its history."""

    class Meta:
        """Folded into the model."""

        abstract = True

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: FBT001, FBT002 - Django's signature
        """Remove the row, as Django does."""
        if self.pk is None:
            return super().delete(using, keep_parents)
        return remove([self], using or router.db_for_write(type(self), instance=self), keep_parents=keep_parents)


class Versioned(models.Model):
    """Each save raises ``row_version`` by one, in the same statement that checks that nobody else did."""

    row_version: int

    class Meta:
        """Folded into the model."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; raise ``StaleRow`` where it was saved or removed by somebody else since it was read."""
        if self._state.adding:
            super().save(*args, **{"force_insert": not kwargs.get("force_update", False), **kwargs})
            return
        before: int = self.row_version
        fields: Iterable[str] | None = kwargs.get("update_fields")
        if fields:
            kwargs["update_fields"] = {*fields, "row_version"}
        self._saved_version = before
        self.row_version = before + 1
        try:
            # A savepoint, so that who catches StaleRow inside a transaction can go on in it.
            with transaction.atomic(using=kwargs.get("using") or router.db_for_write(type(self), instance=self)):
                super().save(*args, **kwargs)
        except BaseException:
            self.row_version = before
            raise
        finally:
            del self._saved_version

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        """Update the row if its version is still the one that was read; whatever Django's versions pass and return goes through."""
        before = self.__dict__.get("_saved_version")
        if before is None:
            return super()._do_update(base_qs, *args, **kwargs)
        updated = super()._do_update(base_qs.filter(row_version=before), *args, **kwargs)
        if not updated:
            name = self._meta.verbose_name
            raise StaleRow(f"The {name} {self.pk} was changed or removed by somebody else since its version {before} was read.")
        return updated


class SoftDeleted(models.Model):
    """``delete`` keeps the row and marks it; ``hard_delete`` removes it."""

    deleted_at: datetime | None
    deletion_reason: str

    class Meta:
        """Folded into the model."""

        abstract = True

    def delete(self, using: str | None = None, keep_parents: bool = False, *, reason: str = "") -> tuple[int, dict[str, int]]:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Mark the row as deleted, with the reason; return how many rows were marked, as Django's ``delete`` does."""
        if self.pk is None:
            return super().delete(using)
        if self.deleted_at is not None:
            return 0, {}
        self._mark(timezone.now(), reason, using)
        return 1, {self._meta.label: 1}

    def hard_delete(self, using: str | None = None) -> tuple[int, dict[str, int]]:
        """Remove the row for good."""
        with transaction.atomic(using=using or router.db_for_write(type(self), instance=self)):
            return super().delete(using)

    def restore(self) -> None:
        """Bring the row back to life; raise ``NodeError`` (``integrity``) where a living row has by now what makes it unique."""
        bound: Any = bound_to(type(self))
        with refusals(bound, {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}):
            self._mark(None, "")

    def _mark(self, deleted_at: datetime | None, reason: str, using: str | None = None) -> None:
        """Save the marks of the row, or leave them as they were."""
        before = (self.deleted_at, self.deletion_reason)
        self.deleted_at, self.deletion_reason = deleted_at, reason
        try:
            with transaction.atomic(using=using or router.db_for_write(type(self), instance=self)):
                self.save(using=using, update_fields=MARKS)
        except BaseException:
            self.deleted_at, self.deletion_reason = before
            raise


def behaviour_of(spec: ModelSpec) -> tuple[type[models.Model], ...]:
    """Return the bases of a model with these options and columns."""
    options = spec.options
    computes = any(isinstance(field.default, models.GeneratedField) for field in spec.fields)
    wanted = {
        SoftDeleted: options.soft_delete,
        Versioned: options.versioned,
        Recorded: options.keeps_history,
        Refreshed: options.keeps_history or computes,
    }
    return tuple(base for base, is_wanted in wanted.items() if is_wanted)


@lru_cache(maxsize=1024)
def _computed(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns that the database computes."""
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, models.GeneratedField))


def describe_row(row: models.Model) -> str:
    """Return what a row is called where its class does not say: its name, title, code or first text, else its number."""
    names = {field.name: field for field in row._meta.concrete_fields}
    texts = [name for name, field in names.items() if isinstance(field, models.CharField | models.TextField) and not field.choices]
    for name in ("name", "title", "label", "code", *(each for each in texts if each not in ("tenant_id", "deletion_reason"))):
        if name in names and (value := getattr(row, name)) not in (None, ""):
            return str(value)
    return f"{row._meta.verbose_name} {row.pk}"
