"""Where expressions stand among the parameters of a node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.graph.expressions import KEY, is_expression

_CONTAINERS = (dict, list, tuple)
#: The keys that lead to a value, the last one outermost.
_Trail = tuple[Any, Any] | None


@dataclass(frozen=True, slots=True)
class Place:
    """An expression and the path of keys (and list indexes) that leads to it."""

    path: tuple[str, ...]
    text: str

    @property
    def port(self) -> str:
        """The dotted path of it."""
        return ".".join(self.path)


def places(parameters: Mapping[str, Any]) -> Iterator[Place]:
    """Find every expression in the parameters, however deep it stands."""
    waiting: list[tuple[_Trail, Any]] = [(None, parameters)]
    while waiting:
        trail, value = waiting.pop()
        if trail and is_expression(value):
            yield Place(_path(trail), str(value[KEY]))
            continue
        # Rows by the hundred thousand may stand here: a path is made for expressions only.
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            if isinstance(item, _CONTAINERS):
                waiting.append(((trail, key), item))


def _path(trail: _Trail) -> tuple[str, ...]:
    keys = []
    while trail:
        trail, key = trail
        keys.append(str(key))
    return tuple(reversed(keys))


def without_expressions(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values alone; a key whose value is an expression, or a list with one in it, is left out."""
    return {key: _plain(value) for key, value in parameters.items() if not _is_computed(value)}


def _plain(value: Any) -> Any:
    return without_expressions(value) if isinstance(value, dict) and any(True for _ in places(value)) else value


def _is_computed(value: Any) -> bool:
    return is_expression(value) or (isinstance(value, list | tuple) and any(True for _ in places({"": value})))
