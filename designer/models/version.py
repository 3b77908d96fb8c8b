"""Versions: definitions that were published, and that change no more."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from designer.models.workflow import Workflow


class Version(models.Model):
    """One published definition of a workflow; ``number`` counts 1, 2, 3 … within it."""

    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    message = models.CharField(max_length=500, blank=True, default="")
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("workflow", "number"), name="version_workflow_number"),)

    def __str__(self) -> str:
        """Return the workflow's name and the number."""
        return f"{self.workflow} · version {self.number}"

    def save(
        self,
        force_insert: bool | tuple[Any, ...] = False,  # noqa: FBT001, FBT002 - Django's own signature
        force_update: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Store a new version; raise ``TypeError`` for one that is stored already, because runs and people rely on it as it was."""
        if not self._state.adding:
            msg = f"{self} is published and cannot be changed. Publish a new version instead."
            raise TypeError(msg)
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)
