"""A changed JSON column as an expression of Django: SQL on PostgreSQL, a function of Python on SQLite, where JSON is text."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.updates.change import Change, Place
from dataflow_app.orm.updates.document import document_change
from dataflow_app.orm.updates.fragment import Fragment
from dataflow_app.orm.updates.json_operators import json_change
from dataflow_app.orm.updates.refusals import Refused, keep

#: An operator with its path in the document and its operand.
Operation = tuple[str, tuple[str, ...], Any]


class ChangedJson(Func):
    """The JSON that comes of a column when operations change it, none of whose paths leads through another's."""

    function = "dataflow_changed_json"

    def __init__(self, field: AnyField, operations: Sequence[Operation]) -> None:
        self.field_name = field.name
        self.operations = json.dumps(operations)
        super().__init__(F(field.attname), output_field=field)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        """Give the connection the function, then call it."""
        connection.ensure_connection()
        connection.connection.create_function(self.function, 3, _changed, deterministic=True)
        column, parameters = compiler.compile(self.get_source_expressions()[0])
        return f"{self.function}(%s, {column}, %s)", (self.field_name, *parameters, self.operations)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        """Write the change out."""
        del connection
        column, parameters = compiler.compile(self.get_source_expressions()[0])
        place = Place(self.field_name, value=Fragment(column, tuple(parameters)))
        changed = _change(self.operations).as_sql(place)
        return changed.text, changed.parameters


def _changed(column: str, stored: str | None, operations: str) -> str | None:
    value = None if stored is None else json.loads(stored)
    try:
        changed = _change(operations).applied(Place(column), value)
    except Refused as refused:
        keep(refused)
        raise
    return None if changed is None else json.dumps(changed)


@lru_cache(maxsize=256)
def _change(operations: str) -> Change:
    return document_change({tuple(path): json_change(operator, operand) for operator, path, operand in json.loads(operations)})
