"""Whether a JSON column holds a value: the same objects, whatever the order of their keys."""

import json
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.filters.condition import Condition, test


class JsonEqual(Func):
    """A comparison that SQLite lacks: its JSON is text, where spaces and the order of keys would count."""

    function = "dataflow_json_equal"
    arity = 2
    output_field = BooleanField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Give the connection the function, then call it."""
        connection.ensure_connection()
        connection.connection.create_function(self.function, 2, _equal, deterministic=True)
        return super().as_sql(compiler, connection, **extra)


def json_equals(bound: BoundModel, field: AnyField, value: Any) -> Condition:
    """Return the condition that the column holds the JSON value, which is not None."""
    if connections[bound.database].vendor != "sqlite":
        return test(field, Q(**{field.attname: value}))
    stored = Func(F(field.attname), function="", template="%(expressions)s", output_field=TextField())
    return test(field, Q(JsonEqual(stored, Value(json.dumps(value), output_field=models.TextField()))))


def _equal(stored: str | None, wanted: str) -> bool | None:
    return None if stored is None else _tagged(json.loads(stored)) == _tagged(json.loads(wanted))


def _tagged(value: Any) -> Any:
    """Return the value with booleans set apart from numbers, which Python holds for equal."""
    if isinstance(value, dict):
        return {key: _tagged(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    return ("boolean", value) if isinstance(value, bool) else value
