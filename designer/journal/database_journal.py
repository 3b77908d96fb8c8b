"""The journal of one run in the database."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import asdict
from threading import RLock
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction

from dataflow_app.orm.enclosing import enclosing
from dataflow_app.runtime.events import EventType
from dataflow_app.runtime.journal import Checkpoint, LeaseLost, NodeFailure
from dataflow_app.runtime.row_count import row_count
from dataflow_app.runtime.status import Status
from designer.database_session import is_postgresql, settle_session
from designer.journal.history import read_history, read_output, read_spent, read_tries
from designer.journal.lease import Lease
from designer.journal.ledger import Ledger, Line, Written
from designer.journal.node_entry import NodeEntry
from designer.journal.page import Ending, Fact
from designer.journal.pulse import BEAT, PULSE, Pulse
from designer.journal.watch import RunWatch
from designer.models import Run
from designer.services.run_stopping import run_stopping
from designer.values import RunValues

END_EVENTS: Mapping[Status, EventType] = {
    Status.SUCCEEDED: "run_succeeded",
    Status.FAILED: "run_failed",
    Status.CANCELLED: "run_cancelled",
}


class DatabaseJournal:
    """Records a claimed run under its lease; use it as a context manager to have it flushed, renewed and cancelled in time.

    Facts without an effect wait for the next commit, at most 25 ms (two beats of the pulse). A commit ends with checkpoints and
    events under a lock on the run's row, so whoever lost the lease can commit nothing, the effect included. ``notify`` is called
    with the run's id after each commit.
    """

    def __init__(self, run: Run, *, notify: Callable[[int], object], pulse: Pulse = PULSE) -> None:
        self._run_id, self._notify, self._pulse = run.pk, notify, pulse
        self._attempt, self._owner = run.lease_number, run.lease_owner
        self._is_suspect = run.crashes > 0
        self._lease = Lease(run)
        self._ledger = Ledger(run.pk, run.lease_number)
        self._values = RunValues(run.pk)
        self._watch = RunWatch(run)
        self._writing = RLock()
        self._reactions: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        """Let the pulse beat for this journal."""
        self._watch.__enter__()
        self._pulse.add(self)
        run_stopping.connect(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Let it rest."""
        run_stopping.disconnect(self._hear)
        self._pulse.remove(self)
        self._watch.__exit__()

    def restore(self) -> Mapping[str, Checkpoint]:
        """Return what earlier tries of this run finished, by node id."""
        history = read_history(self._run_id)
        self._ledger.last_seq = history.last_seq
        return history.checkpoints

    def tries(self) -> Mapping[str, int]:
        """Return how many tries of each node failed and were to be repeated, by node id."""
        return read_tries(self._run_id) if self._attempt > 1 else {}

    def spent(self) -> float:
        """Return for how many seconds other walks had the run, waits in the queue and pauses excepted."""
        return read_spent(self._run_id) if self._attempt > 1 else 0.0

    def when_stopped(self, react: Callable[[], object]) -> None:
        """Call ``react`` at every look that finds the run cancelled or taken away."""
        self._reactions.append(react)

    def run_started(self) -> None:
        """Record that a worker walks the plan now; ``attempt`` says under which lease."""
        self._record(Fact("run_started", payload={"attempt": self._attempt}))
        self._watch.begin()

    def run_finished(self, status: Status, failure: NodeFailure | None) -> None:
        """Record the end of the run, and let the lease go."""
        error = asdict(failure) if failure else None
        last = (Fact(END_EVENTS[status], payload={"error": error} if error else None), None)
        with self._writing:
            self._close(self._ledger.write(last, ending=Ending(status, error)))
        self._watch.end(status.value, error)
        self._notify(self._run_id)

    def nodes_queued(self, nodes: Sequence[str]) -> None:
        """Record that these nodes have all they need."""
        for node in nodes:
            self._record(Fact("node_queued", node), NodeEntry(node))

    def node_started(self, node: str, parameters: Mapping[str, Any]) -> None:
        """Record that the node runs, with the parameters it was given; at once in a run that cost a worker, which names the node then."""
        self._record(Fact("node_started", node), self._ledger.entry(node).started(self._values.keep(parameters)))
        if self._is_suspect:
            self.flush()

    def perform(self, node: str, database: str, effect: Callable[[], Mapping[str, Any]], *, is_whole: bool = False) -> Mapping[str, Any]:
        """Run the effect and record its output, in one transaction where it is the run's own database.

        Another database cannot share the transaction: there the output is committed right after the effect, and a crash between
        the two repeats the effect.
        """
        if database == DEFAULT_DB_ALIAS:
            return self._perform_here(node, effect, is_whole=is_whole)
        with nullcontext() if is_whole else transaction.atomic(using=database):
            output = effect()
        self.node_succeeded(node, output)
        self.flush()
        return output

    def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
        """Record the output of a node without an effect on a database."""
        self._record(*self._success(self._ledger.entry(node), output))

    def node_failed(self, node: str, failure: NodeFailure) -> None:
        """Record why the node failed."""
        entry = self._ledger.entry(node).failed(failure)
        self._record(Fact("node_failed", node, {"error": entry.error, "duration_ms": entry.duration_ms}), entry)

    def node_retried(self, node: str, attempt: int, delay: float, failure: NodeFailure) -> None:
        """Record which try failed, and that the node waits for the next one."""
        payload = {"attempt": attempt, "delay_ms": round(delay * 1000, 3), "error": asdict(failure)}
        self._record(Fact("node_retried", node, payload), self._ledger.entry(node).retried())

    def node_skipped(self, node: str, reason: str) -> None:
        """Record why the node did not run."""
        self._record(Fact("node_skipped", node, {"reason": reason}), self._ledger.entry(node).skipped())

    def node_cancelled(self, node: str) -> None:
        """Record that the run was cancelled before the node was done."""
        self._record(Fact("node_cancelled", node), self._ledger.entry(node).cancelled())

    def is_cancelled(self) -> bool:
        """Whether the run is to stop, being cancelled or taken away; the pulse looks ten times a second, so asking costs nothing."""
        return self._lease.is_cancelled or self._lease.is_lost

    def is_paused(self) -> bool:
        """Whether somebody asked for the run to be paused while this worker held it; as cheap to ask."""
        return self._lease.is_paused

    def flush(self) -> None:
        """Commit what waits."""
        with self._writing:
            if self._ledger.is_empty:
                return
            self._close(self._ledger.write())
        self._notify(self._run_id)

    def flush_if_idle(self) -> None:
        """Commit what has waited for a beat, unless a commit is under way."""
        if self._lease.is_lost or self._ledger.age < BEAT or not self._writing.acquire(blocking=False):
            return
        try:
            self.flush()
        except LeaseLost:
            self._lease.is_lost = True
        finally:
            self._writing.release()

    def look(self) -> None:
        """Read whether the run was cancelled or taken away, and renew the lease where it is time."""
        self._lease.look()
        if self.is_cancelled():
            self._react()

    def _hear(self, run_id: int, **_signal: object) -> None:
        """Learn from this process, before the database can tell, that a run is cancelled."""
        if run_id == self._run_id:
            self._lease.is_cancelled = True
            self._react()

    def _react(self) -> None:
        for react in self._reactions:
            react()

    def give_back(self, reason: str) -> None:
        """Commit what waits, and queue the run again for another worker; ``reason`` is shown to people."""
        with suppress(LeaseLost):
            # Events that are there already were committed when the connection was lost, before the answer came.
            with suppress(IntegrityError):
                self.flush()
            self._lease.give_back(reason)

    def _close(self, written: Written) -> None:
        """Drop what waited for a commit, now that it is there, and tell of nodes that are over."""
        self._ledger.forget(written)
        self._watch.settle(written.entries)

    def _record(self, fact: Fact, entry: NodeEntry | None = None) -> None:
        if self._lease.is_lost:
            raise LeaseLost(f"Run {self._run_id} was taken over by another worker.")
        self._ledger.add(fact, entry)

    def _perform_here(self, node: str, effect: Callable[[], Mapping[str, Any]], *, is_whole: bool) -> Mapping[str, Any]:
        try:
            output = self._commit(self._ledger.entry(node), effect, is_whole=is_whole)
        except _DoneAlready:
            return read_output(self._run_id, node)
        self._notify(self._run_id)
        return output

    def _commit(self, entry: NodeEntry, effect: Callable[[], Mapping[str, Any]], *, is_whole: bool) -> Mapping[str, Any]:
        """Run the effect in a transaction that ends with its checkpoint; undo it where the lease moved on, or the node was done."""
        settle_session(self._owner)
        with ExitStack() as stack:
            if not is_postgresql():
                # SQLite has one writer, so nobody could flush during the effect: its start is told before, and the lock taken first.
                self.flush()
                stack.enter_context(self._writing)
            with transaction.atomic():
                with enclosing(is_whole=is_whole):
                    output = effect()
                stack.enter_context(self._writing)
                written = self._ledger.write(self._success(entry, output))
                if entry.node not in written.nodes:
                    raise _DoneAlready
            self._close(written)
        return output

    def _success(self, entry: NodeEntry, output: Mapping[str, Any]) -> Line:
        done = entry.succeeded(self._values.keep(output), row_count(output))
        return Fact("node_succeeded", entry.node, {"duration_ms": done.duration_ms, "rows": done.rows}), done


class _DoneAlready(Exception):  # noqa: N818 - it names what happened, and does not leave this module
    """The node had succeeded before: what was done again must be undone."""
