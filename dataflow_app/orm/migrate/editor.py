"""A schema editor that works inside a transaction on SQLite too, for it only ever adds."""

from contextlib import AbstractContextManager
from typing import Any, cast

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def additive_editor(connection: Any) -> AbstractContextManager[BaseDatabaseSchemaEditor]:
    """Return a schema editor for a connection.

    SQLite's own refuses to work in a transaction, because it copies whole tables with foreign keys unchecked. Creating tables,
    adding columns and adding indexes need no copy.
    """
    base = connection.SchemaEditorClass
    if connection.vendor != "sqlite":
        return cast("AbstractContextManager[BaseDatabaseSchemaEditor]", base(connection))

    class Additive(base):  # type: ignore[misc, valid-type]
        __enter__ = BaseDatabaseSchemaEditor.__enter__
        __exit__ = BaseDatabaseSchemaEditor.__exit__
        # The column goes in with its default, as SQLite asks of one that is never null, and SQLite cannot take the default away after.
        add_field = BaseDatabaseSchemaEditor.add_field

        def skip_default_on_alter(self, field: Any) -> bool:  # noqa: ARG002 - Django's signature
            return True

    return cast("AbstractContextManager[BaseDatabaseSchemaEditor]", Additive(connection))
