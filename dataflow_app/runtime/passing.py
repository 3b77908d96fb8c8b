"""Why a node is passed over rather than run."""

from dataclasses import dataclass

from dataflow_app.graph.plan import PlannedNode
from dataflow_app.runtime.feeding import Results, silent_feed
from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.walk import Walk


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the node itself is skipped, and what its successors are told."""

    own: str
    handed_on: str


def reason_to_pass(node: PlannedNode, walk: Walk, results: Results) -> Reason | None:
    """Return why a node must not run: something that it needs did not, it is switched off, or a branch was not taken."""
    inherited = walk.reason(node)
    if inherited:
        return Reason(inherited, inherited)
    if not node.enabled:
        return Reason("because it is switched off", f"because '{node.id}' is switched off")
    silent = silent_feed(node, walk.nodes, results)
    if silent:
        words = f"because '{silent.source}' gave nothing at '{silent.output[0]}'"
        return Reason(words, words)
    return None


def earlier_failure(node: PlannedNode, done: Checkpoint) -> NodeFailure:
    """Return the failure of a node that failed in an earlier try of the run."""
    words = "It failed in an earlier try of this run."
    return done.failure or NodeFailure(node.id, node.type.name, "unexpected", words, "Start a new run.")
