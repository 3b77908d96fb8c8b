"""Why a node is passed over rather than run."""

from collections.abc import Mapping
from dataclasses import dataclass

from dataflow_app.runtime.journal import Checkpoint, NodeFailure
from dataflow_app.runtime.silence import silence
from dataflow_app.runtime.step import Step


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the node itself is skipped, and what its successors are told."""

    own: str
    handed_on: str


def reason_to_pass(step: Step, steps: Mapping[str, Step]) -> Reason | None:
    """Return why a node must not run: something that it needs did not, it is switched off, or a branch was not taken."""
    if step.reason:
        return Reason(step.reason, step.reason)
    if not step.node.enabled:
        return Reason("because it is switched off", f"because '{step.id}' is switched off")
    silent = silence(step, steps)
    return Reason(silent, silent) if silent else None


def earlier_failure(step: Step, done: Checkpoint) -> NodeFailure:
    """Return the failure of a node that failed in an earlier try of the run."""
    words = "It failed in an earlier try of this run."
    return done.failure or NodeFailure(step.id, step.type.name, "unexpected", words, "Start a new run.")
