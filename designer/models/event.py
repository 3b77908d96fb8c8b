"""Events: the ordered, numbered facts of runs, which sockets tail."""

from django.db import models

from designer.models.run import Run


class Event(models.Model):
    """One fact about a run, written in the transaction that made it true; ``seq`` counts 1, 2, 3 … within the run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=30)
    node = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001 - None means the run as a whole, "" would be a node id
    iteration = models.PositiveIntegerField(default=0)
    payload = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("run_id", "seq")
        constraints = (models.UniqueConstraint(fields=("run", "seq"), name="event_run_seq"),)

    def __str__(self) -> str:
        """Return number, type and node."""
        return f"{self.seq} {self.type}{f' {self.node}' if self.node else ''}"
