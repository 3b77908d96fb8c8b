"""The journal: where the executor's facts go. The executor does not know which journal it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dataflow_app.runtime.status import Status


@dataclass(frozen=True, slots=True)
class NodeFailure:
    """Why a node failed, for the person who reads the run.

    ``code`` is a stable word: one of ``dataflow_app.errors.NodeErrorCode``, or ``missing_output`` where an output port that
    feeds the node stayed empty. Where the run as a whole took too long, ``code`` is ``timeout`` and ``node`` empty.
    """

    node: str
    node_type: str
    code: str
    message: str
    remedy: str = ""
    port: str | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is already known of a node run when a run is resumed.

    ``output`` holds Python values again (see ``dataflow_app.runtime.encoding.decode``), not their JSON form.
    """

    status: Status
    output: Mapping[str, Any] | None = None
    failure: NodeFailure | None = None


class LeaseLost(Exception):  # noqa: N818 - it names what happened, as the standard library's StopIteration does
    """Another worker holds the run now; stop without writing anything more."""


class Interrupted(LeaseLost):
    """What the journal writes to cannot be reached; stop, for somebody will go on from what was committed."""


class Journal(Protocol):
    """Records what happens in one run, and tells what had happened before.

    Every method that records raises ``LeaseLost`` when the run belongs to somebody else by now.
    """

    def restore(self) -> Mapping[str, Checkpoint]:
        """Return what earlier tries of this run finished, by node id."""
        ...

    def tries(self) -> Mapping[str, int]:
        """Return how many tries of each node failed and were to be repeated in earlier walks of this run, by node id.

        It is asked only where the plan has nodes that are tried more than once.
        """
        ...

    def spent(self) -> float:
        """Return how many seconds earlier walks of this run took; asked only where the time of the run is bounded."""
        ...

    def when_stopped(self, react: Callable[[], object]) -> None:
        """Call ``react``, from any thread and perhaps more than once, as soon as it is known that ``is_cancelled`` is true from now on."""
        ...

    def run_started(self) -> None:
        """Record that the executor walks the plan now."""
        ...

    def run_finished(self, status: Status, failure: NodeFailure | None) -> None:
        """Record the end of the run."""
        ...

    def nodes_queued(self, nodes: Sequence[str]) -> None:
        """Record that these nodes have all they need."""
        ...

    def node_started(self, node: str, parameters: Mapping[str, Any]) -> None:
        """Record that the node runs, with the parameters it was given."""
        ...

    def perform(self, node: str, database: str, effect: Callable[[], Mapping[str, Any]], *, is_whole: bool = False) -> Mapping[str, Any]:
        """Run an effect on the database of that alias and record its output as the node's.

        Both happen in one transaction where it is the run's own database; what the effect raises is let through, undone.
        What a node that was done already does again is undone, and its output is that of the first time. An effect that
        ``is_whole`` undoes itself, so that a journal which writes nothing beside it needs no transaction.
        """
        ...

    def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
        """Record the output of a node without an effect on a database."""
        ...

    def node_failed(self, node: str, failure: NodeFailure) -> None:
        """Record why the node failed."""
        ...

    def node_retried(self, node: str, attempt: int, delay: float, failure: NodeFailure) -> None:
        """Record that a try failed (the first is attempt 1) and that another one follows after ``delay`` seconds.

        The node waits in the queue until then; its next try begins with ``node_started`` again.
        """
        ...

    def node_skipped(self, node: str, reason: str) -> None:
        """Record why the node did not run."""
        ...

    def node_cancelled(self, node: str) -> None:
        """Record that the run was cancelled before the node was done."""
        ...

    def is_cancelled(self) -> bool:
        """Whether somebody asked for the run to stop; cheap enough to ask between nodes."""
        ...
