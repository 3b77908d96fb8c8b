"""Workflows: the named things that people draw, publish, schedule and run."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from dataflow_app.graph.definition import Definition
from designer.models.tenant import Tenant


def empty_definition() -> dict[str, object]:
    """Return the JSON of a definition without nodes."""
    return Definition().to_dict()


class Workflow(models.Model):
    """A workflow and its draft.

    ``draft_number`` rises by one with each save: it is the draft's ETag, and a save names the number that it started from.
    ``priority`` is that of its runs when they are queued, higher first; ``max_runs`` is how many of them run at once, None: any number.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="workflows")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    tags = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="workflows")
    draft = models.JSONField(default=empty_definition)
    draft_number = models.PositiveIntegerField(default=1)
    draft_saved_at = models.DateTimeField()
    draft_saved_by = models.CharField(max_length=150)
    published = models.ForeignKey("designer.Version", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    priority = models.SmallIntegerField(default=0, db_default=0)
    max_runs = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=("tenant", "archived_at", "name"), name="workflow_list"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def state(self) -> str:
        """``draft`` before the first version, then ``published``, or ``changed`` where the draft is ahead of the published version."""
        if self.published is None:
            return "draft"
        return "published" if self.published.definition == self.draft else "changed"
