"""Workers: processes that execute runs, as they last said of themselves."""

from django.db import models


class Worker(models.Model):
    """A process that executes runs. It says every few seconds that it is there; one that ends in order takes its row along.

    ``name`` is host and process id, which the owners of its leases begin with. ``threads`` is how many runs it executes at once.
    """

    name = models.CharField(max_length=200, unique=True)
    threads = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        """Return host and process id."""
        return self.name
