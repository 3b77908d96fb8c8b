"""What an expression reads: the inputs and the nodes that its text names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dataflow_app.graph.expression_text import ExpressionError, parse

_ROOTS: dict[str | None, Literal["inputs", "nodes"]] = {"inputs": "inputs", "nodes": "nodes"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What an expression reads: an input of the run, or a node's output, with the port where it is named."""

    root: Literal["inputs", "nodes"]
    name: str
    port: str | None


def references(text: str) -> frozenset[str]:
    """Return the ids of the nodes whose outputs the expression reads; raise ``ExpressionError`` where it cannot be read."""
    return frozenset(reference.name for reference in read(text) if reference.root == "nodes")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Reference, ...]:
    """Return what the text reads; raise ``ExpressionError`` where it is no JSONata, or reads ``nodes`` without naming one."""
    return tuple(dict.fromkeys(_references(parse(text).ast)))


def _references(tree: Any) -> Iterator[Reference]:
    for symbol in _symbols(tree):
        steps = _names(symbol) if symbol.type == "path" else ()
        yield from _reference(*steps[:3])


def _reference(root: str | None = None, name: str | None = None, port: str | None = None) -> Iterator[Reference]:
    if root == "nodes" and name is None:
        raise ExpressionError("The expression reads 'nodes' without naming a node.", "Write nodes.id.port, or nodes.`an-id`.port.")
    if name is not None and root in _ROOTS:
        yield Reference(_ROOTS[root], name, port)


def _names(path: Any) -> tuple[str, ...]:
    """Return the leading names of a path, without the ``$`` or ``$$`` that may stand before them."""
    steps = path.steps
    if steps[0].type == "variable" and steps[0].value in ("", "$"):
        steps = steps[1:]
    names = []
    for step in steps:
        if step.type != "name":
            break
        names.append(step.value)
        if getattr(step, "stages", None) and len(names) == 1:
            break
    return tuple(names)


def _symbols(tree: Any) -> Iterator[Any]:
    """Walk the syntax tree without recursion; every attribute that is a symbol, or holds some, is a branch of it."""
    symbol, seen, waiting = type(tree).__mro__[-2], set(), [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list | tuple):
            waiting.extend(item)
        elif isinstance(item, symbol) and id(item) not in seen:
            seen.add(id(item))
            waiting.extend(vars(item).values())
            yield item
