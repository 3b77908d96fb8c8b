"""Cycles: a node that would have to wait for itself."""

from collections.abc import Iterator, Mapping, Sequence

from dataflow_app.graph.problem import Problem

_MOST_SHOWN = 12


def check_cycles(leftover: Sequence[str], successors: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Name a loop for every knot among the nodes that no order can be found for."""
    nodes = set(leftover)
    visited: set[str] = set()
    for start in leftover:
        loop = _loop_from(start, nodes, successors, visited)
        if loop:
            yield _cycle(loop)


def _loop_from(start: str, nodes: set[str], successors: Mapping[str, Sequence[str]], visited: set[str]) -> list[str]:
    """Search depth first, without recursion, through nodes not visited yet, until one is met that is on the way already."""
    trail: dict[str, Iterator[str]] = {}
    step: str | None = start
    while step is not None:
        if step in trail:
            way = list(trail)
            return way[way.index(step) :]
        if step not in visited and step in nodes:
            visited.add(step)
            trail[step] = iter(successors[step])
        step = _next(trail)
    return []


def _next(trail: dict[str, Iterator[str]]) -> str | None:
    """Return the next node to look at, stepping back from nodes that are exhausted."""
    while trail:
        node = next(reversed(trail))
        for successor in trail[node]:
            return successor
        del trail[node]
    return None


def _cycle(loop: list[str]) -> Problem:
    shown = loop if len(loop) <= _MOST_SHOWN else [*loop[: _MOST_SHOWN - 2], "…", loop[-1]]
    way = " → ".join([*shown, loop[0]])
    return Problem("cycle", f"These nodes wait for one another: {way}.", "Remove one of the connections in the loop.", node=loop[0])
