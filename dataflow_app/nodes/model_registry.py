"""The registry of a DataFlow: the node types of its models, each made when it is first asked for."""

from collections.abc import Callable, Iterator
from functools import partial

from django.apps import apps

from dataflow_app.nodes.generated.operations import OPERATIONS, make_node_type, node_type_name
from dataflow_app.nodes.monitoring import monitor
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.nodes.promise import Promise
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
        with self._lock:
            for bound in tuple(self._waiting):
                promises = self._promises(bound)
                for promise in promises:
                    self.register(promise)
                self._names[bound] = [promise.name for promise in promises]
                self._waiting.pop(bound, None)

    def _promises(self, bound: BoundModel) -> list[Promise]:
        make = _make_monitored if self._monitoring or bound.options.monitoring else make_node_type
        return [Promise(node_type_name(bound, operation), bound.label, partial(make, bound, operation)) for operation in OPERATIONS]


def _make_monitored(bound: BoundModel, operation: str) -> NodeType:
    return monitor(make_node_type(bound, operation), bound)
