"""Any drawing, whatever fails, is switched off or cancelled in it, fares as the oracle foretells."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Retry
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.journal import Checkpoint
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FakeNodeType
from tests.unit.runtime.oracle import Drawn, Fate, Stop, Wire, foretell, output_of
from tests.unit.runtime.walking import execute

MOST_INPUTS = 3
ENDS = {"succeeded", "failed", "skipped", "cancelled"}


@st.composite
def drawings(draw: st.DrawFn, *, waits: bool = False) -> list[Drawn]:
    """Draw up to nine nodes, fed by earlier ones, and list them in any order."""
    nodes: list[Drawn] = []
    for index in range(draw(st.integers(1, 9))):
        wires = [
            Wire(source.id, draw(st.sampled_from(_ports(source))))
            for source in draw(st.lists(st.sampled_from(nodes), max_size=MOST_INPUTS) if nodes else st.just([]))
        ]
        nodes.append(
            Drawn(
                f"n{index}",
                tuple(wires),
                enabled=draw(st.integers(0, 9)) > 0,
                attempts=draw(st.integers(1, 3)),
                on_error=draw(st.sampled_from(["stop", "continue", "output"])),
                failures=draw(st.sampled_from([0, 0, 0, 1, 2, 3])),
                is_worth_a_try=draw(st.integers(0, 4)) > 0,
                branch=draw(st.sampled_from([None, None, "true", "false"])),
                waits=waits and draw(st.booleans()),
            )
        )
    return draw(st.permutations(nodes))


def _ports(node: Drawn) -> list[str]:
    return [*(("true", "false") if node.branch else ("value",)), *(["error"] if node.on_error == "output" else [])]


class Stage:
    """Node types that do what was drawn, and count their tries over all walks."""

    def __init__(self, nodes: list[Drawn], journal: MemoryJournal, stop: Stop | None = None) -> None:
        self.journal, self.stop = journal, stop
        self.nodes = {node.id: node for node in nodes}
        self.tries: Counter[str] = Counter()

    def types(self) -> list[FakeNodeType]:
        ports: dict[str, Any] = {"inputs": [f"in{index}" for index in range(MOST_INPUTS)]}
        steps = [FakeNodeType(f"Step{waits}", self.work, waits=waits, **ports) for waits in (True, False)]
        return steps + [
            FakeNodeType(f"Branch{waits}", self.work, outputs=("true", "false"), branches=True, waits=waits, **ports)
            for waits in (True, False)
        ]

    def definition(self) -> WorkflowBuilder:
        builder = WorkflowBuilder()
        for node in self.nodes.values():
            kind, retry = "Branch" if node.branch else "Step", Retry(attempts=node.attempts, delay=0)
            settings: dict[str, Any] = {"enabled": node.enabled, "retry": retry, "on_error": node.on_error}
            builder.add_node(f"{kind}{node.waits}", node.id, **settings)
            for index, wire in enumerate(node.wires):
                builder.add_connection(wire.source, wire.port, node.id, f"in{index}")
        return builder

    def work(self, context: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        node = self.nodes[context.node]
        self.tries[node.id] += 1
        if self.stop and (self.stop.node, self.stop.attempt) == (node.id, self.tries[node.id]):
            self.journal.cancel()
            if self.stop.by_itself:
                raise NodeCancelled
        if self.tries[node.id] <= node.failures:
            raise NodeError("external" if node.is_worth_a_try else "invalid_parameter", "No.")
        return output_of(node, dict(given))


def fate_of(journal: MemoryJournal, outcome: Outcome, nodes: list[Drawn]) -> Fate:
    """Return what the executor made of the nodes, and see to it that no node began before what feeds it was done."""
    fate = Fate(outputs={name: dict(output) for name, output in outcome.results.items()}, run=outcome.status.value)
    fate.statuses = {name: done.status.value for name, done in journal.checkpoints.items()}
    fate.events = {node.id: [] for node in nodes}
    feeding = {node.id: {wire.source for wire in node.wires} for node in nodes}
    done: set[str] = set()
    for event in journal.events[1:-1]:
        assert event.node is not None
        word = event.type.removeprefix("node_")
        fate.events[event.node].append(word)
        done |= {event.node} if word in ENDS else set()
        assert word == "cancelled" or feeding[event.node] <= done
    assert (journal.events[0].type, journal.events[-1].type) == ("run_started", f"run_{fate.run}")
    return fate


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_on_one_thread(nodes: list[Drawn]) -> None:
    stage = Stage(nodes, MemoryJournal())
    outcome = execute(stage.definition(), *stage.types(), journal=stage.journal)
    assert fate_of(stage.journal, outcome, nodes) == foretell(nodes)


@settings(max_examples=60, deadline=None)
@given(drawings(waits=True), st.sampled_from([None, 1, 2]))
def test_on_many_threads(nodes: list[Drawn], most: int | None) -> None:
    stage = Stage(nodes, MemoryJournal())
    outcome = execute(stage.definition().limit_run(max_parallel=most), *stage.types(), journal=stage.journal)
    assert fate_of(stage.journal, outcome, nodes) == foretell(nodes)


@settings(max_examples=100, deadline=None)
@given(drawings(), st.data())
def test_cancelled_anywhere_and_resumed(nodes: list[Drawn], data: st.DataObject) -> None:
    stop = Stop(data.draw(st.sampled_from(nodes)).id, data.draw(st.integers(1, 3)), data.draw(st.booleans()))
    stage = Stage(nodes, MemoryJournal(), stop)
    outcome = execute(stage.definition(), *stage.types(), journal=stage.journal)
    first = foretell(nodes, stop)
    assert fate_of(stage.journal, outcome, nodes) == first
    whole = foretell(nodes)
    kept = {name: done for name, done in stage.journal.checkpoints.items() if first.statuses[name] != "cancelled"}
    if any(whole.statuses[name] != done.status.value for name, done in kept.items()):
        return  # a last failure that another try would have mended, had the run not been cancelled
    resumed = Resumed(kept, stage.journal.tries())
    stage.journal = resumed
    stage.stop = None
    stage.tries.update({stop.node: -1} if stop.by_itself and stage.tries[stop.node] >= stop.attempt else {})
    outcome = execute(stage.definition(), *stage.types(), journal=resumed)
    assert {name: done.status.value for name, done in resumed.checkpoints.items()} == whole.statuses
    assert (outcome.results, outcome.status.value) == (whole.outputs, whole.run)


class Resumed(MemoryJournal):
    """The journal of a run that an earlier walk had begun."""

    def __init__(self, checkpoints: Mapping[str, Checkpoint], tries: Mapping[str, int]) -> None:
        super().__init__(checkpoints)
        self._before = tries

    def tries(self) -> Mapping[str, int]:
        """Return those of the earlier walk."""
        return self._before


def test_the_oracle_knows_what_cancelling_leaves() -> None:
    nodes = [Drawn("a"), Drawn("b", (Wire("a", "value"),))]
    assert foretell(nodes, Stop("a", 1, by_itself=False)) == Fate(
        {"a": "succeeded", "b": "cancelled"},
        {"a": {"value": {"a": {}}}},
        {"a": ["queued", "started", "succeeded"], "b": ["queued", "cancelled"]},
        Status.CANCELLED.value,
    )
