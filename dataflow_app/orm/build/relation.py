"""An annotation that names another model, as a foreign key."""

from collections import Counter
from typing import Any

from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.build.column import arguments
from dataflow_app.schema.spec import FieldKind, FieldSpec, ModelSpec


class Relations:
    """Makes the foreign keys of one model.

    A row that others refer to cannot be removed (``PROTECT``) unless they may do without it (``SET_NULL``); an explicit
    ``models.ForeignKey`` says otherwise. ``label`` is the app label that names of models are looked up in.
    """

    def __init__(self, spec: ModelSpec, label: str | None, database: str) -> None:
        self._spec = spec
        self._label = label
        self._database = database
        relations = [field for field in spec.fields if field.type.kind is FieldKind.RELATION]
        self._counts = Counter(_name_of(field.type.target) for field in relations)

    def field(self, spec: FieldSpec) -> "models.Field[Any, Any]":
        """Return the foreign key for one field."""
        on_delete = models.SET_NULL if spec.type.nullable else models.PROTECT
        return models.ForeignKey(self._target(spec), on_delete=on_delete, **self._reverse(spec), **arguments(spec))

    def _target(self, spec: FieldSpec) -> Any:
        target = spec.type.target
        if isinstance(target, str):
            return "self" if target == self._spec.name else f"{self._label}.{target}" if self._label else target
        bound = bound_to(target)
        if bound and bound.database != self._database:
            raise ModelError(
                f"{self._spec.name}.{spec.name} refers to {bound.label}, which lives in another database ('{bound.database}').",
                "A foreign key cannot reach another database; keep the id in a field of its own.",
            )
        return target

    def _reverse(self, spec: FieldSpec) -> dict[str, Any]:
        """Tell two relations to one model apart, which cannot both be called ``product_set`` on its side."""
        twice = self._counts[_name_of(spec.type.target)] > 1
        return {"related_name": f"{self._spec.name.lower()}_{spec.name}_set"} if twice else {}


def _name_of(target: Any) -> str:
    return target if isinstance(target, str) else target.__name__
