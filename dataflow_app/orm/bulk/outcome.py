"""What a bulk operation did."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were created, updated, skipped and deleted, and the keys of those that were touched, in order.

    ``errors`` tells of each fault of a row that was left out, where that was asked for: an object of ``row`` (its number in the
    data, from 1), ``field`` (None where it is no single one's), ``code`` and ``message``; ``failed`` counts those rows.
    """

    created: int = 0
    updated: int = 0
    skipped: int = 0
    deleted: int = 0
    failed: int = 0
    ids: list[Any] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
