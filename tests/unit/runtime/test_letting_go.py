"""Outputs that nobody asks for any more: a run that keeps no results holds only what nodes to come may read."""

from collections.abc import Mapping
from typing import Any

import pytest

from dataflow_app.errors import NodeError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.status import Status
from dataflow_app.testing import FakeNodeType
from tests.unit.runtime.walking import execute


class Large:
    """A value that counts how many like it are alive."""

    alive = 0

    def __init__(self) -> None:
        Large.alive += 1

    def __del__(self) -> None:
        Large.alive -= 1


class Elsewhere(MemoryJournal):
    """A journal that keeps outputs somewhere else than in memory."""

    def node_succeeded(self, node: str, output: Mapping[str, Any]) -> None:
        """Hold nothing of it."""


class Source(FakeNodeType):
    """Gives a large value, and remembers how many there were when it ran."""

    def __init__(self) -> None:
        super().__init__("Source", self.give, inputs=("value", "more"))
        self.alive: list[int] = []

    def give(self, _: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls.clear()
        if given.get("value") == "fail":
            raise NodeError("external", "No.")
        value = Large()
        self.alive.append(Large.alive)
        return {"value": value}


@pytest.fixture
def source() -> Source:
    Large.alive = 0
    return Source()


def chain(count: int) -> WorkflowBuilder:
    builder = WorkflowBuilder()
    for index in range(count):
        builder.add_node("Source", f"n{index}")
        if index:
            builder.add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    return builder


def test_a_chain_holds_two_outputs_at_once(source: Source) -> None:
    outcome = execute(chain(9), source, journal=Elsewhere(), keeps_results=False)
    assert (outcome.status, outcome.results) == (Status.SUCCEEDED, {})
    assert source.alive == [1, *[2] * 8]
    assert Large.alive == 0


def test_results_that_are_wanted_are_all_kept(source: Source) -> None:
    outcome = execute(chain(9), source, journal=Elsewhere())
    assert (len(outcome.results), Large.alive) == (9, 9)


def test_an_output_is_held_until_the_last_that_may_read_it_is_done_with(source: Source) -> None:
    builder = WorkflowBuilder().add_node("Source", "s")
    for name in ("a", "b", "c"):
        builder.add_node("Source", name).add_connection("s", "value", name, "value")
    builder.add_node("Source", "d", {"value": {"$expression": "$exists(nodes.s) ? 1 : 2"}})
    assert execute(builder, source, journal=Elsewhere(), keeps_results=False).status is Status.SUCCEEDED
    assert source.alive == [1, 2, 2, 2, 2]
    assert Large.alive == 0


def test_nodes_that_are_passed_over_hold_nothing(source: Source) -> None:
    builder = WorkflowBuilder().add_node("Source", "s").add_node("Source", "bad", {"value": "fail"})
    builder.add_node("Source", "t").add_connection("s", "value", "t", "value").add_connection("bad", "value", "t", "more")
    builder.add_node("Source", "last")
    assert execute(builder, source, journal=Elsewhere(), keeps_results=False).status is Status.FAILED
    assert source.alive[-1] == 1
    assert Large.alive == 0
