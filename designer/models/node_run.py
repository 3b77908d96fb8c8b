"""Node runs: the checkpoints of a run, one row a node and iteration."""

from django.db import models

from designer.models.run import STATUSES, Run


class NodeRun(models.Model):
    """What one node did in one run. ``output`` and ``parameters`` are encoded by ``dataflow_app.runtime.encoding``.

    Where it is ``reused`` it was not run again: all is as it was in the run that this one repeats.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="node_runs")
    node = models.CharField(max_length=200)
    iteration = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=STATUSES)
    parameters = models.JSONField(null=True, blank=True)
    output = models.JSONField(null=True, blank=True)
    error = models.JSONField(null=True, blank=True)
    rows = models.PositiveIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    duration_ms = models.FloatField(null=True, blank=True)
    reused = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("run", "node", "iteration"), name="node_run_checkpoint"),)

    def __str__(self) -> str:
        """Return the node's id and its status."""
        return f"{self.node} · {self.status}"
