"""Values: what nodes were given or gave that is too large for a row, kept in files, each content once."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from designer.models.run import Run

#: The name in ``STORAGES`` of the storage that keeps the files.
ALIAS = "values"


class Value(models.Model):
    """One content: ``digest`` is the SHA-256 of its JSON text, ``size`` its length in bytes, ``name`` its file in the storage.

    ``rows`` says how many items it has where it is a list. A value that no run uses any more goes, a day after ``last_used_at``.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    rows = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        """Return the beginning of the digest, and the size."""
        return f"{self.digest[:12]} ({self.size:,} bytes)"


class ValueUse(models.Model):
    """A value that node runs of a run refer to."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="value_uses", db_index=False)
    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("run", "value"), name="value_use"),)

    def __str__(self) -> str:
        """Return both."""
        return f"{self.value_id} in run {self.run_id}"


def value_storage() -> Storage | None:
    """Return the storage that keeps values; None where the project names none, and so keeps them in its database."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else None
