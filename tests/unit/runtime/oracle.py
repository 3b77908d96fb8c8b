"""What must become of a drawing, worked out one node at a time by rules that share nothing with the executor."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Wire:
    """A connection from a port of an earlier node into ``in0``, ``in1`` … of a later one."""

    source: str
    port: str


@dataclass(frozen=True)
class Drawn:
    """A node and what it will do: fail ``failures`` times, with a failure that is worth another try or not."""

    id: str
    wires: tuple[Wire, ...] = ()
    enabled: bool = True
    attempts: int = 1
    on_error: str = "stop"
    failures: int = 0
    is_worth_a_try: bool = True
    #: The port that a branch takes; None for a node that is no branch.
    branch: str | None = None
    waits: bool = False


@dataclass(frozen=True)
class Stop:
    """When the run is cancelled: while that try of that node runs; ``by_itself`` where the node then stops, rather than being done."""

    node: str
    attempt: int
    by_itself: bool


@dataclass
class Fate:
    """What became of the nodes: statuses, outputs and events by id, and how the run ended."""

    statuses: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    run: str = ""


def output_of(node: Drawn, given: dict[str, Any]) -> dict[str, Any]:
    """Return what a node gives that succeeds: what it was given, under its own name."""
    return {node.branch or "value": {node.id: given}}


def foretell(nodes: list[Drawn], stop: Stop | None = None) -> Fate:
    """Return the fate of nodes, which are listed in the order of the definition."""
    fate = Fate(events={node.id: [] for node in nodes})
    tries = {node.id: 0 for node in nodes}
    while True:
        open_nodes = [node for node in _in_order(nodes) if node.id not in fate.statuses and _is_next(node, fate)]
        passed = next((node for node in open_nodes if not tries[node.id] and _is_passed(node, nodes, fate)), None)
        if passed:
            fate.statuses[passed.id] = "skipped"
            fate.events[passed.id].append("skipped")
            continue
        for node in open_nodes:
            if not fate.events[node.id]:
                fate.events[node.id].append("queued")
        if not open_nodes or fate.run:
            return _ended(nodes, fate)
        _try(open_nodes[0], nodes, fate, tries, stop)


def _in_order(nodes: list[Drawn]) -> list[Drawn]:
    """Sort so that each comes after what feeds it, and otherwise as the definition has them."""
    ordered: list[Drawn] = []
    while len(ordered) < len(nodes):
        placed = {node.id for node in ordered}
        ordered.append(next(node for node in nodes if node.id not in placed and all(wire.source in placed for wire in node.wires)))
    return ordered


def _is_next(node: Drawn, fate: Fate) -> bool:
    return all(wire.source in fate.statuses for wire in node.wires)


def _is_passed(node: Drawn, nodes: list[Drawn], fate: Fate) -> bool:
    by_id = {each.id: each for each in nodes}
    for wire in node.wires:
        source, status = by_id[wire.source], fate.statuses[wire.source]
        if status == "skipped" or (status == "failed" and source.on_error == "stop"):
            return True
        is_continued = status == "failed" and source.on_error == "continue"
        if not is_continued and wire.port not in fate.outputs[wire.source]:
            return True
    return not node.enabled


def _try(node: Drawn, nodes: list[Drawn], fate: Fate, tries: dict[str, int], stop: Stop | None) -> None:
    tries[node.id] += 1
    attempt, events = tries[node.id], fate.events[node.id]
    events.append("started")
    is_stopped = stop is not None and (stop.node, stop.attempt) == (node.id, attempt)
    fate.run = "cancelled" if is_stopped else ""
    if stop and is_stopped and stop.by_itself:
        return
    if attempt > node.failures:
        given = {f"in{index}": fate.outputs[wire.source][wire.port] for index, wire in enumerate(node.wires) if wire.source in fate.outputs}
        fate.statuses[node.id], fate.outputs[node.id] = "succeeded", output_of(node, given)
        events.append("succeeded")
    elif attempt < node.attempts and node.is_worth_a_try and not is_stopped:
        events.append("retried")
    else:
        fate.statuses[node.id] = "failed"
        events.append("failed")
        if node.on_error == "output":
            fate.outputs[node.id] = {"error": {"code": _code(node), "message": "No.", "remedy": "", "node": node.id}}


def _code(node: Drawn) -> str:
    return "external" if node.is_worth_a_try else "invalid_parameter"


def _ended(nodes: list[Drawn], fate: Fate) -> Fate:
    left = [node for node in nodes if node.id not in fate.statuses]
    for node in left:
        fate.statuses[node.id] = "cancelled"
        fate.events[node.id].append("cancelled")
    failed = any(fate.statuses[node.id] == "failed" and node.on_error == "stop" for node in nodes)
    fate.run = "cancelled" if left else "failed" if failed else "succeeded"
    return fate
