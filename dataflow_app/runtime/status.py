"""The statuses of runs and node runs, the same everywhere."""

from enum import StrEnum


class Status(StrEnum):
    """Where a run, or a node run, stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"

    @property
    def is_final(self) -> bool:
        """Whether it can change no more."""
        return self not in (Status.QUEUED, Status.RUNNING)
