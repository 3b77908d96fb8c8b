"""A page: what one commit of a run's journal writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils import timezone

from dataflow_app.runtime.events import EventType
from dataflow_app.runtime.status import Status
from designer.journal.node_entry import NodeEntry

#: Rows of one table in one statement: far from every database's limits.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Fact:
    """An event that has no number yet."""

    type: EventType
    node: str | None = None
    payload: dict[str, Any] | None = None
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended."""

    status: Status
    error: dict[str, Any] | None
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True, slots=True)
class Page:
    """States of nodes, and facts that are numbered from ``first_seq`` on, of one run under one lease; maybe the run's end."""

    run_id: int
    lease_number: int
    entries: Sequence[NodeEntry]
    facts: Sequence[Fact]
    first_seq: int
    ending: Ending | None = None

    def parts(self) -> "Iterator[Page]":
        """Yield pages of at most ``BATCH`` rows of a table; the last one has the end of the run."""
        if max(len(self.entries), len(self.facts)) <= BATCH:
            yield self
            return
        starts = list(range(0, max(len(self.entries), len(self.facts)), BATCH))
        for start, after in zip_longest(starts, starts[1:]):
            entries, facts = self.entries[start : start + BATCH], self.facts[start : start + BATCH]
            ending = self.ending if after is None else None
            yield Page(self.run_id, self.lease_number, entries, facts, self.first_seq + start, ending)
