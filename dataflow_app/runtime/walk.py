"""The walk over a plan: which nodes are ready, which are settled, and why others are passed over."""

from collections.abc import Iterator
from heapq import heappop, heappush

from dataflow_app.graph.plan import Plan, PlannedNode


class Walk:
    """Keeps count, without recursion, of what each node still waits for.

    A node is ready when all that it depends on succeeded; it is passed over when one of them failed or was passed over itself.
    """

    def __init__(self, plan: Plan) -> None:
        self.nodes = {node.id: node for node in plan.nodes}
        self._order = plan.nodes
        self._place = {node.id: index for index, node in enumerate(plan.nodes)}
        self._waiting = {node.id: len(node.depends_on) for node in plan.nodes}
        self._reasons: dict[str, str] = {}
        self._settled: set[str] = set()
        self._ready: list[int] = []
        self._waiters: list[int] = []
        self._fresh = [node for node in plan.nodes if not node.depends_on]

    def take_fresh(self) -> list[PlannedNode]:
        """Return the nodes that wait for nothing any more and were not returned before, in the order of the plan."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def reason(self, node: PlannedNode) -> str | None:
        """Return why a node must be passed over, or None."""
        return self._reasons.get(node.id)

    def put(self, node: PlannedNode, *, waits: bool) -> None:
        """Keep a node that is ready until it is taken."""
        heappush(self._waiters if waits else self._ready, self._place[node.id])

    def take(self, *, waits: bool) -> PlannedNode | None:
        """Return the first ready node of the plan, of those that wait for something else or of those that do not."""
        ready = self._waiters if waits else self._ready
        return self._order[heappop(ready)] if ready else None

    @property
    def ready_count(self) -> int:
        """How many nodes are ready and not taken."""
        return len(self._ready) + len(self._waiters)

    def settle(self, node: PlannedNode, blocked: str | None = None) -> None:
        """Count a node as done with; ``blocked`` is the reason why its successors are passed over, if they are."""
        self._settled.add(node.id)
        for successor in node.successors:
            if blocked:
                self._reasons.setdefault(successor, blocked)
            self._waiting[successor] -= 1
            if not self._waiting[successor]:
                self._fresh.append(self.nodes[successor])

    def unsettled(self) -> Iterator[PlannedNode]:
        """Yield the nodes that are not done with, in the order of the plan."""
        return (node for node in self._order if node.id not in self._settled)
