"""Where an operator looks: a column, or a place within the JSON that it holds."""

from dataclasses import dataclass

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, concrete


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a model; ``path`` leads from a JSON column, or from an ``element`` of a list in it, to a value by keys and positions."""

    bound: BoundModel
    field: AnyField
    path: tuple[str, ...] = ()
    element: bool = False

    def __str__(self) -> str:
        """Return its name for messages: ``Product.specifications.power``."""
        return ".".join((self.bound.name, self.field.name, *self.path))

    @property
    def key(self) -> str:
        """Return what a filter calls it."""
        return ".".join((self.field.name, *self.path))

    @property
    def is_whole_column(self) -> bool:
        """Whether it is the column itself."""
        return not self.path and not self.element

    @property
    def holds_json(self) -> bool:
        """Whether it is of a JSON column."""
        return isinstance(self.field, models.JSONField)

    @property
    def holds_text(self) -> bool:
        """Whether it is a text column."""
        return isinstance(concrete(self.field), models.CharField | models.TextField) and not isinstance(self.field, models.ForeignKey)

    @property
    def vendor(self) -> str:
        """Return the kind of the database: ``sqlite`` or ``postgresql``."""
        return connections[self.bound.database].vendor
