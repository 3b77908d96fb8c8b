"""Functions of JSON columns that SQLite and PostgreSQL spell differently."""

from typing import Any

from django.db.models import BooleanField, Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class NodeCount(Func):
    """The number of nodes in a definition's column."""

    function = "json_array_length"
    template = "%(function)s(%(expressions)s, '$.nodes')"
    output_field = IntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Spell it for jsonb."""
        return self.as_sql(
            compiler, connection, function="jsonb_array_length", template="%(function)s(%(expressions)s -> 'nodes')", **context
        )


class Holds(Func):
    """Whether a column's list holds a text: ``Holds("tags", Value("daily"))``."""

    template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s)"
    arg_joiner = ") WHERE value = "
    output_field = BooleanField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Spell it for jsonb."""
        return self.as_sql(compiler, connection, template="jsonb_exists(%(expressions)s)", arg_joiner=", ", **context)
