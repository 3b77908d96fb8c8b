"""Where expressions stand among the parameters of a node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from operator import contains
from typing import Any

from dataflow_app.graph.expressions import KEY, is_expression

_CONTAINERS = (dict, list, tuple)
#: So many of them are looked at together: they fit a processor's cache.
_AT_ONCE = 1_000
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
    # Rows by the hundred thousand may stand here: they are walked, with the way to each value in mind, where it is worth it only.
    waiting: list[tuple[_Trail, Any]] = [(None, parameters)] if _may_hold_one(parameters) else []
    while waiting:
        trail, value = waiting.pop()
        if trail and is_expression(value):
            yield Place(_path(trail), str(value[KEY]))
            continue
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            if isinstance(item, _CONTAINERS):
                waiting.append(((trail, key), item))


def _may_hold_one(parameters: Mapping[str, Any]) -> bool:
    """Look for the key of an expression, through all containers of one depth before those below."""
    level: list[Any] = [each for each in parameters.values() if isinstance(each, _CONTAINERS)]
    while level:
        below: list[Any] = []
        for start in range(0, len(level), _AT_ONCE):
            part = level[start : start + _AT_ONCE]
            objects = [each for each in part if isinstance(each, dict)]
            if any(map(contains, objects, repeat(KEY))):
                return True
            below += _containers([*map(dict.values, objects), *(each for each in part if not isinstance(each, dict))])
        level = below
    return False


def _containers(collections: list[Any]) -> list[Any]:
    """Return the containers in collections of values."""
    kinds = tuple(kind for kind in set(map(type, chain.from_iterable(collections))) if issubclass(kind, _CONTAINERS))
    return [each for each in chain.from_iterable(collections) if isinstance(each, kinds)] if kinds else []


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
