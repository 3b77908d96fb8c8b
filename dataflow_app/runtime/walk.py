"""The walk over a plan: which nodes are ready, which are settled, and why others are passed over."""

from collections.abc import Iterator
from heapq import heappop, heappush

from dataflow_app.graph.plan import Plan
from dataflow_app.runtime.step import Step


class Walk:
    """Keeps count, without recursion, of what each node still waits for.

    A node is ready when all that it depends on is settled; it is passed over when one of them failed or was passed over itself.
    Where it ``lets_go``, the output of a node is dropped as soon as the last node that depends on it is settled.
    """

    def __init__(self, plan: Plan, *, lets_go: bool = False) -> None:
        self._order = [Step(place, node) for place, node in enumerate(plan.nodes)]
        self.steps = {step.id: step for step in self._order}
        for step in self._order:
            if step.node.successors:
                step.successors = tuple(self.steps[successor] for successor in step.node.successors)
        if lets_go:
            for step in self._order:
                step.sources, step.wanted_by = tuple(self.steps[source] for source in step.node.depends_on), len(step.successors)
        self._lets_go = lets_go
        self._ready: list[int] = []
        self._waiters: list[int] = []
        self._fresh = [step for step in self._order if not step.waiting]

    def take_fresh(self) -> list[Step]:
        """Return the steps that wait for nothing any more and were not returned before, in the order in which they came to that."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def put(self, step: Step) -> None:
        """Keep a step that is ready until it is taken."""
        heappush(self._waiters if step.may_run_aside else self._ready, step.place)

    def take(self) -> Step | None:
        """Return the first ready step of the plan that must run on the executor's thread."""
        return self._order[heappop(self._ready)] if self._ready else None

    def take_waiter(self) -> Step | None:
        """Return the first ready step of the plan that may run beside it."""
        return self._order[heappop(self._waiters)] if self._waiters else None

    @property
    def has_waiters(self) -> bool:
        """Whether a step is ready that may run beside others."""
        return bool(self._waiters)

    @property
    def ready_count(self) -> int:
        """How many steps are ready and not taken."""
        return len(self._ready) + len(self._waiters)

    def settle(self, step: Step, blocked: str | None = None) -> None:
        """Count a step as done with; ``blocked`` is the reason why its successors are passed over, if they are."""
        step.is_settled = True
        for successor in step.successors:
            if blocked and successor.reason is None:
                successor.reason = blocked
            successor.waiting -= 1
            if not successor.waiting:
                self._fresh.append(successor)
        if self._lets_go:
            _let_go(step)

    def unsettled(self) -> Iterator[Step]:
        """Yield the steps that are not done with, in the order of the plan."""
        return (step for step in self._order if not step.is_settled)


def _let_go(settled: Step) -> None:
    """Drop the outputs that nobody will ask for, now that a step is settled."""
    for source in settled.sources:
        source.wanted_by -= 1
    for step in (settled, *settled.sources):
        if not step.wanted_by:
            step.output = None
