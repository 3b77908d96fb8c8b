"""The models of a DataFlow, and where each was defined."""

from collections.abc import Callable, Iterator

from dataflow_app.errors import ModelError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.schema.spec import ModelSpec


class Bindings:
    """Models by name, each with the place of its definition; ``on_removal`` is told of each that goes."""

    def __init__(self, on_removal: Callable[[BoundModel], None]) -> None:
        self._on_removal = on_removal
        self._by_name: dict[str, tuple[BoundModel, str]] = {}
        _OPEN.append(self)

    def __iter__(self) -> Iterator[BoundModel]:
        """Iterate over the models in the order of their binding."""
        return iter([bound for bound, _ in self._by_name.values()])

    def add(self, bound: BoundModel, place: str) -> None:
        """Keep a model, in place of an earlier binding of it; raise ``ModelError`` where another model has its name."""
        earlier, where = self._by_name.get(bound.name, (bound, place))
        if earlier.model is not bound.model:
            raise ModelError(
                f"This DataFlow has a model called {bound.name} already: {earlier.label}, from {where}.",
                "Rename one of the two, for their nodes would have the same names.",
            )
        if earlier is not bound:
            self.remove(bound.name)
        self._by_name[bound.name] = (bound, place)

    def make_room(self, label: str, spec: ModelSpec, place: str) -> None:
        """Remove the model of that app label and name where the same class is defined again, as in a notebook; refuse another class."""
        bound, where = self._by_name.get(spec.name, (None, ""))
        if bound is None or bound.spec is None or bound.model._meta.app_label != label:
            return
        if (bound.spec.module, bound.spec.qualname) != (spec.module, spec.qualname):
            raise ModelError(
                f"{spec.name} at {place} would take the table of another {spec.name}, defined at {where}.",
                "Rename one of the two, or close the DataFlow of the other one first.",
            )
        self.remove(spec.name)

    def remove(self, name: str) -> None:
        """Let a model go."""
        bound, _ = self._by_name.pop(name)
        self._on_removal(bound)

    def close(self) -> None:
        """Let every model go."""
        _OPEN.remove(self)
        for name in tuple(self._by_name):
            self.remove(name)


_OPEN: list[Bindings] = []


def make_room(label: str, spec: ModelSpec, place: str) -> None:
    """Make room for a model among all that are bound in this process."""
    for bindings in _OPEN:
        bindings.make_room(label, spec, place)
