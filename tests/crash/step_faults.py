"""The steps of the protocol by name, and which faults make sense at which."""

from collections.abc import Sequence
from itertools import product

STEPS = (
    "before_ack",
    "before_claim",
    "after_claim",
    "before_effect",
    "after_effect",
    "before_commit",
    "after_commit",
    "before_finish",
    "after_finish",
    "before_renew",
    "after_renew",
    "before_requeue",
    "after_requeue",
    "before_fire",
    "after_fire",
)
#: Where the connection to the database can break, or its answer be lost, in the middle of what the product does with it.
CUT = (
    "before_claim",
    "before_effect",
    "after_effect",
    "before_commit",
    "before_finish",
    "before_renew",
    "before_requeue",
    "before_fire",
)
LOSE = ("after_effect", "after_commit", "after_claim", "after_renew", "after_requeue", "after_fire", "after_finish")
#: Seconds by which a clock jumps: by more than a lease, both ways.
JUMPS = (-6, 4)
JUMP = ("before_claim", "after_claim", "before_effect", "before_renew", "before_requeue", "before_fire")


def step_faults(*, has_network: bool) -> Sequence[tuple[str, str]]:
    """Return pairs of a step and an action; a connection that breaks takes a network."""
    actions = [*product(STEPS, ("kill", "pause")), *product(JUMP, (f"jump {each}" for each in JUMPS))]
    return [*actions, *product(CUT, ("cut",)), *product(LOSE, ("lose",))] if has_network else actions
