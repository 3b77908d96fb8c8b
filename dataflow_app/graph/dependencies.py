"""Who waits for whom: what connections and expressions make of the nodes."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.expression_references import references
from dataflow_app.graph.expression_text import ExpressionError


@dataclass(frozen=True, slots=True)
class Dependencies:
    """For every node id, in the order of the definition, the ids that it waits for and the ids that wait for it."""

    needs: dict[str, tuple[str, ...]]
    successors: dict[str, tuple[str, ...]]


def dependencies(drawing: Drawing) -> Dependencies:
    """Return the dependencies among the nodes that exist; each is named once."""
    nodes = drawing.nodes
    pairs = dict.fromkeys(pair for pair in _pairs(drawing) if pair[0] in nodes and pair[1] in nodes)
    needs: dict[str, list[str]] = {}
    successors: dict[str, list[str]] = {}
    for source, target in pairs:
        needs.setdefault(target, []).append(source)
        successors.setdefault(source, []).append(target)
    return Dependencies(
        {node_id: tuple(needs.get(node_id, ())) for node_id in nodes}, {node_id: tuple(successors.get(node_id, ())) for node_id in nodes}
    )


def in_order(given: Dependencies) -> tuple[list[str], list[str]]:
    """Return the nodes in topological order, nodes free of one another as the definition has them; and those that have no place in it."""
    ids = list(given.needs)
    place = {node_id: index for index, node_id in enumerate(ids)}
    waiting = {node_id: len(needs) for node_id, needs in given.needs.items()}
    ready = [place[node_id] for node_id, count in waiting.items() if not count]
    heapify(ready)
    order: list[str] = []
    while ready:
        node_id = ids[heappop(ready)]
        order.append(node_id)
        for successor in given.successors[node_id]:
            waiting[successor] -= 1
            if not waiting[successor]:
                heappush(ready, place[successor])
    return order, [node_id for node_id, count in waiting.items() if count]


def _pairs(drawing: Drawing) -> Iterator[tuple[str, str]]:
    for connection in drawing.definition.connections:
        yield connection.source, connection.target
    for node_id, found in drawing.expressions.items():
        if found:
            yield from ((source, node_id) for place in found for source in _references(place.text))


def _references(text: str) -> frozenset[str]:
    """Return the nodes that the text reads: none where it cannot be read, of which its own check tells."""
    try:
        return references(text)
    except ExpressionError:
        return frozenset()
