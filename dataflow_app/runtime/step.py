"""A step: one node of a plan in one walk."""

from collections.abc import Mapping
from typing import Any, cast

from dataflow_app.graph.plan import PlannedNode
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeType

DEFAULT_DATABASE = "default"


class Step:
    """What is asked about a node again and again, found out once, and how far the walk has come with it."""

    __slots__ = (
        "database",
        "effect_on",
        "failed_tries",
        "has_failed",
        "id",
        "is_settled",
        "may_run_aside",
        "node",
        "output",
        "place",
        "reason",
        "sources",
        "successors",
        "type",
        "waiting",
        "wanted_by",
    )

    def __init__(self, place: int, node: PlannedNode) -> None:
        node_type = cast("NodeType", node.type)
        self.node, self.id, self.type = node, node.id, node_type
        #: Where it stands in the order of the plan.
        self.place = place
        #: The alias of the database that it works with, or None.
        self.database = node_type.database
        #: The alias of the database that it has an effect on, or None.
        self.effect_on: str | None = None
        if node_type.effect is Effect.DATABASE:
            self.database = self.effect_on = node_type.database or DEFAULT_DATABASE
        #: Whether it may run in a thread: it mostly waits, and not for a database, whose connection has one thread.
        self.may_run_aside = node_type.waits and self.database is None
        #: How many of those that it depends on are not settled.
        self.waiting = len(node.depends_on)
        self.successors: tuple[Step, ...] = ()
        #: What it depends on, and how many of its successors may still ask for its output; told where outputs are let go of.
        self.sources: tuple[Step, ...] = ()
        self.wanted_by = 0
        #: Why it must be passed over, or None.
        self.reason: str | None = None
        self.is_settled = False
        #: What it gave: its output, or its error where that is one. None where it did not run, or failed, or nobody asks for it any more.
        self.output: Mapping[str, Any] | None = None
        self.has_failed = False
        #: How many of its tries have failed and were repeated.
        self.failed_tries = 0
