"""The ledger: facts of a run that wait for the next commit, and how they are committed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from designer.journal.history import read_history
from designer.journal.node_entry import NodeEntry
from designer.journal.page import Ending, Fact, Page
from designer.journal.statements import write

#: A fact, and the entry of its node from then on.
Line = tuple[Fact, NodeEntry | None]


@dataclass(frozen=True, slots=True)
class Written:
    """What one commit wrote: nodes by id, their entries, those of them that had waited, how many waiting facts, the last event's number."""

    nodes: frozenset[str]
    entries: Sequence[NodeEntry]
    waiting: Mapping[str, NodeEntry]
    facts: int
    last_seq: int


class Ledger:
    """Node entries and facts of one run under one lease. Any thread may add; one at a time may write (the journal sees to it)."""

    def __init__(self, run_id: int, lease_number: int) -> None:
        self._run_id, self._lease_number = run_id, lease_number
        self._mutex = Lock()
        self._running: dict[str, NodeEntry] = {}
        self._unsaved: dict[str, NodeEntry] = {}
        self._facts: list[Fact] = []
        self._oldest = 0.0
        self.last_seq: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._facts

    @property
    def age(self) -> float:
        """How long the oldest fact has waited, in seconds; 0 where none does."""
        return monotonic() - self._oldest if self._facts else 0.0

    def entry(self, node: str) -> NodeEntry:
        """Return what is known of a node that is not done with."""
        return self._running.get(node) or NodeEntry(node)

    def add(self, fact: Fact, entry: NodeEntry | None = None) -> None:
        """Keep a fact, and the node's entry as it is from then on, for the next commit."""
        with self._mutex:
            if not self._facts:
                self._oldest = monotonic()
            self._facts.append(fact)
            if entry is not None:
                self._running[entry.node] = self._unsaved[entry.node] = entry

    def write(self, *also: Line, ending: Ending | None = None) -> Written:
        """Write what waits, and then ``also``, as the last act of the caller's transaction; raise ``LeaseLost`` where the lease moved on.

        What is written stays here until ``forget``, so a transaction that fails to commit loses nothing and leaves no trace of ``also``.
        """
        with self._mutex:
            waiting, unsaved = list(self._facts), dict(self._unsaved)
        entries = list((unsaved | {entry.node: entry for _, entry in also if entry is not None}).values())
        facts = [*waiting, *(fact for fact, _ in also)]
        if self.last_seq is None:
            self.last_seq = read_history(self._run_id).last_seq
        nodes = write(Page(self._run_id, self._lease_number, entries, facts, self.last_seq + 1, ending))
        return Written(nodes, entries, unsaved, len(waiting), self.last_seq + len(facts))

    def forget(self, written: Written) -> None:
        """Drop what was written, now that it is committed."""
        with self._mutex:
            del self._facts[: written.facts]
            self._oldest = monotonic()
            self.last_seq = written.last_seq
            for node, entry in written.waiting.items():
                if self._unsaved.get(node) is entry:
                    del self._unsaved[node]
            for done in written.entries:
                if done.status.is_final:
                    self._running.pop(done.node, None)
