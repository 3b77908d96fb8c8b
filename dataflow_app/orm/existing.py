"""Binding a Django model that exists, without changing it."""

from typing import Any

from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.schema.annotation import PLAIN
from dataflow_app.schema.options import ModelOptions


def bind_existing(model: type[models.Model], database: str) -> BoundModel:
    """Return the binding of a Django model to a database; the model stays as it is.

    Raises ``ModelError`` for a model without a table, and for one whose annotations look like fields that it does not have.
    """
    if model._meta.abstract:
        raise ModelError(f"{model.__name__} is abstract, so it has no table.", "Bind the models that inherit from it.")
    _refuse_annotations(model)
    present = bound_to(model)
    if present and present.database == database:
        return present
    bound = BoundModel(model, database, present.options if present else ModelOptions(), model.__name__, model._meta.label)
    if present is None:
        anything: Any = model
        anything._dataflow = bound  # noqa: SLF001 - the attribute is ours
    return bound


def _refuse_annotations(model: type[models.Model]) -> None:
    """Refuse an annotated class that inherits from a Django model: it became one before the decorator saw it, without those columns."""
    for name, annotation in vars(model).get("__annotations__", {}).items():
        if annotation in PLAIN and not hasattr(model, name):
            raise ModelError(
                f"{model.__name__}.{name} is only annotated, but {model.__name__} is a Django model already, so it has no such column.",
                "Inherit from plain classes only, or write the field as a Django field.",
            )
