"""Values of columns as a driver takes them."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import connections, models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, concrete

Store = Callable[[Sequence[Any]], Sequence[Any]]

#: Fields whose values the drivers take as they are.
_AS_THEY_ARE: "dict[str, tuple[type[AnyField], ...]]" = {
    "sqlite": (models.BooleanField, models.FloatField, models.IntegerField, models.CharField, models.TextField),
    "postgresql": (
        models.BooleanField,
        models.FloatField,
        models.IntegerField,
        models.CharField,
        models.TextField,
        models.DecimalField,
        models.DateField,
        models.TimeField,
        models.DurationField,
        models.UUIDField,
        models.BinaryField,
    ),
}
#: How SQLite's driver is given values of other fields, where they were checked.
_FOR_SQLITE: "dict[type[AnyField], Callable[[Any, Any], Callable[[Any], Any]]]" = {
    models.JSONField: lambda field, _: partial(json.dumps, cls=field.encoder),
    models.DecimalField: lambda _field, _connection: "{:f}".format,
    models.DateTimeField: lambda _, connection: connection.ops.adapt_datetimefield_value,
}
_PREPARING = ("get_prep_value", "get_db_prep_value", "get_db_prep_save")


@lru_cache(maxsize=16_384)
def storing(bound: BoundModel, field: AnyField) -> Store:
    """Return what makes a column's values those that the driver of its database takes."""
    connection = connections[bound.database]
    inner = concrete(field)
    if _is_plain(field) and _is_plain(inner):
        if isinstance(inner, _AS_THEY_ARE.get(connection.vendor, ())):
            return _as_they_are
        if connection.vendor == "sqlite" and type(inner) in _FOR_SQLITE:
            return partial(_each, _FOR_SQLITE[type(inner)](inner, connection))
    return partial(_prepared, field, bound.database)


def _as_they_are(values: Sequence[Any]) -> Sequence[Any]:
    return values


def _each(make: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    return _made(lambda value: None if value is None else make(value), values)


def _prepared(field: AnyField, database: str, values: Sequence[Any]) -> list[Any]:
    return _made(partial(field.get_db_prep_save, connection=connections[database]), values)


def _made(make: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Return what is made of each value; a default that all rows share is made once."""
    return [make(values[0])] * len(values) if len(set(map(id, values))) == 1 else list(map(make, values))


def _is_plain(field: AnyField) -> bool:
    return all(is_known(getattr(type(field), name)) for name in _PREPARING)


def is_known(method: Any) -> bool:
    """Whether a field's method is Django's or ours, and so known not to do more than its name says."""
    return method.__module__.partition(".")[0] in ("django", "dataflow_app")
