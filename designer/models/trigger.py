"""Triggers: what starts runs without a person."""

from django.db import models

from designer.models.workflow import Workflow


class Trigger(models.Model):
    """One trigger of a workflow; ``type`` names a trigger type of ``dataflow_app.triggers`` and ``parameters`` are its values.

    ``next_due_at`` is the due time of the next run (None where no such time will come), ``held_until`` when jitter lets that one
    start (None where it starts on time), ``last_due_at`` the due time of the last run that it started. While it is off it keeps its
    place, so that what was missed meanwhile is known.
    """

    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE, related_name="triggers")
    type = models.CharField(max_length=50)
    parameters = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict, blank=True)
    enabled = models.BooleanField(default=True)
    next_due_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    last_due_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("next_due_at",), condition=models.Q(enabled=True), name="trigger_due"),)

    def __str__(self) -> str:
        """Return the type and the workflow's name."""
        return f"{self.type} of {self.workflow}"
