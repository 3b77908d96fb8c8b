"""Where node types are found by name."""

from collections.abc import Callable, Iterable, Iterator
from threading import RLock

from dataflow_app.errors import ModelError
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.nodes.promise import Promise


class Registry:
    """The node types of one DataFlow, by name; ``label`` says whose they are in messages.

    Those of a database in memory are ``passing``: they give way to newer ones of that kind.
    """

    def __init__(self, label: str = "", node_types: Iterable[NodeType] = (), *, passing: bool = False) -> None:
        self.label = label
        self.passing = passing
        self._lock = RLock()
        self._by_name: dict[str, NodeType | Promise] = {}
        for node_type in node_types:
            self.register(node_type)

    def register(self, node_type: NodeType | Promise) -> None:
        """Add a node type, or the promise of one; raise ``ModelError`` where another one has its name already."""
        present = self._by_name.setdefault(node_type.name, node_type)
        if present is not node_type:
            raise ModelError(
                f"Two node types are called {node_type.name}: one of {origin(present)}, one of {origin(node_type)}.",
                "Rename one of the two classes; nothing was overwritten.",
            )

    def unregister(self, name: str) -> None:
        """Forget the node type of that name, where there is one."""
        self._by_name.pop(name, None)

    def get(self, name: str) -> NodeType | None:
        """Return the node type of that name, or None."""
        return self._find(name)

    def names(self) -> list[str]:
        """Return the names of all node types, sorted."""
        return sorted(self._by_name)

    def __iter__(self) -> Iterator[NodeType]:
        """Iterate over the node types in the order of their names."""
        return (found for name in self.names() if (found := self._find(name)) is not None)

    def __len__(self) -> int:
        """Return how many node types there are."""
        return len(self._by_name)

    def _find(self, name: str) -> NodeType | None:
        """Return the node type of that name, made now where it was only promised."""
        with self._lock:
            found = self._by_name.get(name)
            if isinstance(found, Promise):
                found = self._by_name[name] = found.make()
            return found


class Registries:
    """All node types that a definition may use: the catalogue first, then the open registries, the highest precedence first.

    ``catalogue`` is asked once, when the first name is looked up, so that opening a registry imports no node type.
    """

    def __init__(self, catalogue: Callable[[], Iterable[NodeType]] | None = None) -> None:
        self._load = catalogue or _catalogue
        self._catalogue: Registry | None = None
        self._open: tuple[tuple[int, Registry], ...] = ()

    @property
    def catalogue(self) -> Registry:
        """The node types that belong to no model."""
        if self._catalogue is None:
            self._catalogue = Registry("the catalogue", self._load())
        return self._catalogue

    def open(self, registry: Registry, precedence: int = 0) -> None:
        """Let definitions use a registry's node types: a project's have precedence 0, a script's 1."""
        self.close(registry)
        self._open = (*self._open, (precedence, registry))

    def close(self, registry: Registry) -> None:
        """Let definitions use them no more."""
        self._open = tuple(pair for pair in self._open if pair[1] is not registry)

    def resolve(self, name: str) -> NodeType | Problem | None:
        """Return the node type of that name, None where there is none, a problem where two registries of equal rank have one."""
        own = self.catalogue.get(name)
        if own is not None:
            return own
        found = self._candidates(name)
        return _ambiguity(name, found) if len(found) > 1 else next(iter(found), None)

    def names(self) -> list[str]:
        """Return every name that a definition may use, sorted."""
        return sorted({*self.catalogue.names(), *(name for _, registry in self._open for name in registry.names())})

    def __iter__(self) -> Iterator[NodeType]:
        """Iterate over the node types that a name leads to, in the order of their names; ambiguous ones are left out."""
        for name in self.names():
            found = self.resolve(name)
            if isinstance(found, NodeType):
                yield found

    def _candidates(self, name: str) -> list[NodeType]:
        """Return the node types of that name in the registries of the highest precedence that has any; of passing ones the newest."""
        found = [(rank, each, node_type) for rank, each in self._open if (node_type := each.get(name)) is not None]
        highest = max((rank for rank, _, _ in found), default=0)
        first = [(each, node_type) for rank, each, node_type in found if rank == highest]
        newest = first[-1:] if all(each.passing for each, _ in first) else first
        return [node_type for _, node_type in newest]


def origin(node_type: NodeType | Promise) -> str:
    """Return where a node type comes from, for a message: its model's label, or its class."""
    return node_type.model or type(node_type).__qualname__


def _ambiguity(name: str, found: list[NodeType]) -> Problem:
    places = " and ".join(origin(node_type) for node_type in found)
    return Problem(
        "ambiguous_node_type",
        f"{name} is the name of several node types: of {places}.",
        "Close each DataFlow that is done with ('with DataFlow(…) as db'), say which one is meant (LocalRuntime(dataflow=db)), "
        "or rename the models.",
    )


def _catalogue() -> Iterable[NodeType]:
    from dataflow_app.nodes.catalogue import catalogue  # noqa: PLC0415 - loads every node type, so only when one is wanted

    return catalogue()


#: The node types of this process.
REGISTRIES = Registries()
