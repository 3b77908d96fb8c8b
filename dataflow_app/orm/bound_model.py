"""A model bound to a database: what nodes and row services work on."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.schema.options import ModelOptions, NamedFilter
from dataflow_app.schema.spec import ModelSpec

__all__ = ["BoundModel", "ModelOptions", "NamedFilter", "bound_to"]


@dataclass(frozen=True, eq=False, slots=True)
class BoundModel:
    """A Django model with the database it lives in (an alias) and the options that nodes must honour.

    ``name`` is what node types are named after (``Product``), ``label`` is unique in the process (``catalog.Product``).
    ``spec`` is what the annotated class said; None where an existing Django model was bound.
    """

    model: type[models.Model]
    database: str
    options: ModelOptions
    name: str
    label: str
    spec: ModelSpec | None = None

    def __repr__(self) -> str:
        """Return label and database."""
        return f"<BoundModel {self.label} in '{self.database}'>"


def bound_to(model: type[models.Model]) -> BoundModel | None:
    """Return the binding of a model that was built from a class or handed to ``db.model``, or None; a proxy has that of its model."""
    bound: Any = vars(model).get("_dataflow") or vars(model._meta.concrete_model or model).get("_dataflow")
    return bound if isinstance(bound, BoundModel) else None
