"""What a run would do that repeats another one: which nodes it would run, and whose outputs it would take over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.plan import Plan, PlannedNode
from dataflow_app.runtime.status import Status
from designer.models import NodeRun, Run, Version
from designer.services.prepare_definition import Prepared


@dataclass(frozen=True, slots=True)
class Repetition:
    """A run that is not queued yet: ``runs`` are the nodes that run, ``reused`` the checkpoints that are taken over instead.

    ``start`` is the node that it begins with, or empty where it begins with whatever had not succeeded.
    """

    source: Run
    version: Version | None
    definition: Definition
    inputs: Mapping[str, Any]
    start: str
    runs: Sequence[PlannedNode]
    reused: Sequence[NodeRun]


def repeat(
    source: Run, prepared: Prepared, *, version: Version | None, inputs: Mapping[str, Any], start: str, anew: Iterable[str]
) -> Repetition:
    """Return the repetition in which the nodes ``anew`` run, whatever had not come to an end that counts, and all that depends on these.

    A node that was passed over, as a branch that was not taken is, is neither: whether it runs is found out again.
    """
    told = {done.node: done for done in source.node_runs.defer("output", "parameters")}
    kept = {node.id: told[node.id] for node in prepared.plan.nodes if node.id in told and counts(told[node.id], node, source)}
    open_ended = (node.id for node in prepared.plan.nodes if node.id not in kept and not _was_passed(told.get(node.id)))
    again = _with_successors(prepared.plan, {*anew, *open_ended})
    return Repetition(
        source,
        version,
        prepared.definition,
        inputs,
        start,
        tuple(node for node in prepared.plan.nodes if node.id in again),
        tuple(done for name, done in kept.items() if name not in again),
    )


def counts(done: NodeRun, node: PlannedNode, source: Run) -> bool:
    """Whether what the node came to stands: it succeeded, or it failed and the run went on without it.

    A node that the run ended for, or that took its worker along, failed whatever its settings say.
    """
    if done.status == Status.FAILED:
        error, blamed = done.error or {}, (source.error or {}).get("node")
        return node.on_error != "stop" and error.get("code") != "crashed" and blamed != node.id
    return done.status == Status.SUCCEEDED


def _was_passed(done: NodeRun | None) -> bool:
    return done is not None and done.status == Status.SKIPPED


def _with_successors(plan: Plan, nodes: Iterable[str]) -> set[str]:
    successors = {node.id: node.successors for node in plan.nodes}
    found: set[str] = set()
    waiting = [node for node in nodes if node in successors]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(successors[node])
    return found
