"""Binding a Django model that exists, without changing it."""

from typing import Any

from django.db import models

from dataflow_app.errors import ModelError, suggest
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.schema.annotation import PLAIN
from dataflow_app.schema.options import ModelOptions, read_options

#: Options that need no column and no index of the model's own.
WITHOUT_COLUMNS = ("monitoring", "cache_ttl", "search_fields", "filters")


def bind_existing(model: type[models.Model], database: str) -> BoundModel:
    """Return the binding of a Django model to a database; the model stays as it is, and a proxy has the options of its model.

    Raises ``ModelError`` for a model without a table, and for one whose annotations look like fields that it does not have.
    """
    if model._meta.abstract:
        raise ModelError(f"{model.__name__} is abstract, so it has no table.", "Bind the models that inherit from it.")
    _refuse_annotations(model)
    present = bound_to(model)
    is_own = present is not None and present.model is model
    if present and is_own and present.database == database:
        return present
    bound = BoundModel(model, database, present.options if present else _options(model), model.__name__, model._meta.label)
    if not is_own:
        anything: Any = model
        anything._dataflow = bound  # noqa: SLF001 - the attribute is ours
    return bound


def _options(model: type[models.Model]) -> ModelOptions:
    """Return the options that the class of a model gives in ``__dataflow__``; refuse those that would have to change its table."""
    written = vars(model).get("__dataflow__")
    if written is None:
        return ModelOptions()
    options, place = read_options(model.__name__, written), f"{model.__name__}.__dataflow__"
    for key in written:
        if key not in WITHOUT_COLUMNS:
            raise ModelError(
                f"{place} has '{key}', which would change the table of a Django model that is handed over as it is.",
                f"It may hold {', '.join(WITHOUT_COLUMNS)}; for the others, let an annotated class make the table.",
            )
    known = [field.name for field in model._meta.concrete_fields]
    for name in (*(each.field for each in options.filters.values()), *options.search_fields):
        if name not in known:
            raise ModelError(f"{place} names the unknown field '{name}'.{suggest(name, known)}")
    return options


def _refuse_annotations(model: type[models.Model]) -> None:
    """Refuse an annotated class that inherits from a Django model: it became one before the decorator saw it, without those columns."""
    for name, annotation in vars(model).get("__annotations__", {}).items():
        if annotation in PLAIN and not hasattr(model, name):
            raise ModelError(
                f"{model.__name__}.{name} is only annotated, but {model.__name__} is a Django model already, so it has no such column.",
                "Inherit from plain classes only, or write the field as a Django field.",
            )
