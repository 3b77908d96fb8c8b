"""The registry of a DataFlow: the node types of its models, made when the first one is asked for."""

from collections.abc import Callable, Iterator
from threading import RLock

from django.apps import apps

from dataflow_app.nodes.monitoring import monitor
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.nodes.registry import Registry
from dataflow_app.orm.bound_model import BoundModel


class ModelRegistry(Registry):
    """Generates late, for a model's ports name its relations, which are known once all models are there.

    ``prepare`` is called before a node type is handed out: tables are made then, if they must be.
    """

    def __init__(self, label: str, *, monitoring: bool, prepare: Callable[[], None], passing: bool = False) -> None:
        super().__init__(label, passing=passing)
        self._monitoring = monitoring
        self._prepare = prepare
        self._waiting: dict[BoundModel, None] = {}
        self._names: dict[BoundModel, list[str]] = {}
        self._lock = RLock()

    def add(self, bound: BoundModel) -> None:
        """Have the node types of a model generated at need; one that is there already stays as it is."""
        with self._lock:
            if bound not in self._names:
                self._waiting[bound] = None

    def remove(self, bound: BoundModel) -> None:
        """Forget the node types of a model."""
        with self._lock:
            self._waiting.pop(bound, None)
            for name in self._names.pop(bound, ()):
                self.unregister(name)

    def get(self, name: str) -> NodeType | None:
        """Return the node type of that name, with its table ready, or None."""
        self._generate()
        found = super().get(name)
        if found is not None:
            self._prepare()
        return found

    def names(self) -> list[str]:
        """Return the names of all node types, sorted."""
        self._generate()
        return super().names()

    def __iter__(self) -> Iterator[NodeType]:
        """Iterate over the node types in the order of their names."""
        self._generate()
        return super().__iter__()

    def __len__(self) -> int:
        """Return how many node types there are."""
        self._generate()
        return super().__len__()

    def _generate(self) -> None:
        if not self._waiting or not apps.models_ready:
            return
        from dataflow_app.nodes.generated import generate_node_types  # noqa: PLC0415 - heavy, and of no use before

        with self._lock:
            for bound in tuple(self._waiting):
                node_types = generate_node_types(bound)
                for node_type in node_types:
                    self.register(monitor(node_type, bound) if self._monitoring or bound.options.monitoring else node_type)
                self._names[bound] = [node_type.name for node_type in node_types]
                self._waiting.pop(bound, None)
