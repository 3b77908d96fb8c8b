"""Which database a model's rows are in, where nobody says so."""

from typing import Any

from django.db import models

from dataflow_app.orm.bound_model import bound_to


class BoundRouter:
    """Sends the models that were built by a DataFlow, and their history, to its database; has no opinion on other models."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str | None:
        """Return the alias to read from, or None."""
        return home_of(model)

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str | None:
        """Return the alias to write to, or None."""
        return home_of(model)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: Any) -> bool | None:
        """Allow relations within one database."""
        homes = {home_of(type(one)), home_of(type(other))}
        return True if len(homes) == 1 and None not in homes else None


def home_of(model: type[models.Model]) -> str | None:
    """Return the alias of a model that was built from a class, or of the model that it is the history of; else None."""
    bound = bound_to(model) or bound_to(getattr(model, "instance_type", model))
    return bound.database if bound and bound.spec else None
