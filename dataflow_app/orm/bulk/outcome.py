"""What a bulk operation did."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were created, updated, skipped and deleted, and the keys of those that were touched, in order."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    deleted: int = 0
    ids: list[Any] = field(default_factory=list)
