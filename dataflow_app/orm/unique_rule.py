"""A unique rule as our migrations know it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models

#: What a deleted row's columns are free for: only living rows are told apart by them.
LIVING = models.Q(deleted_at__isnull=True)


class UniqueRule(models.UniqueConstraint):
    """A unique constraint that every database keeps, and that names the columns where a row breaks it.

    Django leaves a constraint out altogether where a database lacks a detail of it. Here only the detail is left out: included
    columns, and empty columns that count as alike, neither of which SQLite has.
    """

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the constraint as a part of a new table; an index by its side, where it could not be told apart from one."""
        fitting, own = self._fitting(schema_editor.connection), self.deconstruct()[2]
        if "include" in own and not fitting.include and not self.condition:
            schema_editor.deferred_sql.append(fitting.create_sql(model, schema_editor))
            return None
        return fitting.constraint_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statement that adds it to a table."""
        return self._fitting(schema_editor.connection).create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statement that takes it from a table."""
        return self._fitting(schema_editor.connection).remove_sql(model, schema_editor)

    def _check(self, model: Any, connection: Any) -> Any:
        return self._fitting(connection)._check(model, connection)  # noqa: SLF001 - Django asks its own constraints so

    def _fitting(self, connection: Any) -> Any:
        """Return the constraint as that database can keep it."""
        _path, expressions, details = super().deconstruct()
        if not connection.features.supports_covering_indexes:
            details.pop("include", None)
        if not connection.features.supports_nulls_distinct_unique_constraints:
            details.pop("nulls_distinct", None)
        return models.UniqueConstraint(*expressions, **details)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise ``ValidationError`` where another row has the same values, at the field where it is one."""
        try:
            # Whether the row is deleted counts, though no form shows it.
            super().validate(model, instance, exclude={*(exclude or ())} - {"deleted_at"}, using=using)
        except ValidationError:
            told = [name for name in self.fields if name != "tenant_id"]
            if not told or self.violation_error_message != self.default_violation_error_message:
                raise
            error = instance.unique_error_message(model, tuple(told))
            raise ValidationError({told[0]: error} if len(told) == 1 else [error]) from None
