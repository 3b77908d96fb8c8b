"""The ledger: facts of a run that wait for the next commit, and how they are committed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Max
from django.utils import timezone

from dataflow_app.runtime.events import EventType
from designer.journal.node_entry import NodeEntry
from designer.journal.statements import hold_lease, put_events, put_node_runs
from designer.models import Event


@dataclass(frozen=True, slots=True)
class Fact:
    """An event that has no number yet."""

    type: EventType
    node: str | None = None
    payload: dict[str, Any] | None = None
    at: datetime = field(default_factory=timezone.now)


#: A fact, and the entry of its node from then on.
Line = tuple[Fact, NodeEntry | None]


@dataclass(frozen=True, slots=True)
class Written:
    """What one commit wrote: entries by node, how many of the waiting facts, and the number of the last event."""

    entries: dict[str, NodeEntry]
    facts: int
    last_seq: int


class Ledger:
    """Node entries and facts of one run under one lease. Any thread may add; one at a time may write (the journal sees to it)."""

    def __init__(self, run_id: int, lease_number: int) -> None:
        self._run_id, self._lease_number = run_id, lease_number
        self._mutex = Lock()
        self._entries: dict[str, NodeEntry] = {}
        self._unsaved: dict[str, NodeEntry] = {}
        self._facts: list[Fact] = []
        self._last_seq: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._facts

    def entry(self, node: str) -> NodeEntry:
        """Return what is known of the node."""
        return self._entries.get(node) or NodeEntry(node)

    def add(self, fact: Fact, entry: NodeEntry | None = None) -> None:
        """Keep a fact, and the node's entry as it is from then on, for the next commit."""
        with self._mutex:
            self._facts.append(fact)
            if entry is not None:
                self._entries[entry.node] = self._unsaved[entry.node] = entry

    def set_aside(self, node: str) -> None:
        """Leave the node's row out of the next commits: another transaction is about to write it."""
        with self._mutex:
            self._unsaved.pop(node, None)

    def write(self, *also: Line) -> Written:
        """Write what waits, and then ``also``, as the last act of the caller's transaction; raise ``LeaseLost`` where the lease moved on.

        What is written stays here until ``forget``, so a transaction that fails to commit loses nothing and leaves no trace of ``also``.
        """
        with self._mutex:
            waiting, entries = list(self._facts), dict(self._unsaved)
        entries |= {entry.node: entry for _, entry in also if entry is not None}
        facts = [*waiting, *(fact for fact, _ in also)]
        hold_lease(self._run_id, self._lease_number)
        if self._last_seq is None:
            self._last_seq = Event.objects.filter(run=self._run_id).aggregate(last=Max("seq"))["last"] or 0
        put_node_runs([entry.values(self._run_id) for entry in entries.values()])
        put_events(self._numbered(facts, self._last_seq + 1))
        return Written(entries, len(waiting), self._last_seq + len(facts))

    def forget(self, written: Written) -> None:
        """Drop what was written, now that it is committed."""
        with self._mutex:
            del self._facts[: written.facts]
            self._last_seq = written.last_seq
            for node, entry in written.entries.items():
                if self._unsaved.get(node) is entry:
                    del self._unsaved[node]

    def _numbered(self, facts: Sequence[Fact], first: int) -> list[tuple[Any, ...]]:
        return [(self._run_id, seq, fact.type, fact.node, 0, fact.payload, fact.at) for seq, fact in enumerate(facts, first)]
