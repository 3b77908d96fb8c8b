"""Indexes that PostgreSQL has, as our migrations know them: on another database each is a plain index, or none.

A migration that holds one is harmless everywhere, and makes the index wherever it can be.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres import indexes
from django.db import models

from dataflow_app.orm.expressions.text_search import vector_of


class _ElsewherePlain(models.Index):
    """A plain index over the same columns on databases other than PostgreSQL."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **details: Any) -> Any:
        """Return the statement that makes the index."""
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using=using, **details)
        return models.Index.create_sql(self, model, schema_editor)


class _ElsewhereNone(models.Index):
    """No index at all on databases other than PostgreSQL; a remark stands where the statement would."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **details: Any) -> Any:
        """Return the statement that makes the index."""
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using=using, **details)
        return self._remark()

    def remove_sql(self, model: Any, schema_editor: Any, **details: Any) -> Any:
        """Return the statement that removes the index."""
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **details)
        return self._remark()

    def _remark(self) -> str:
        return f"-- {self.name} is an index of PostgreSQL's"


class BtreeIndex(_ElsewherePlain, indexes.BTreeIndex):
    """An ordered index with details that only PostgreSQL has."""


class HashIndex(_ElsewherePlain, indexes.HashIndex):
    """An index for equality alone."""


class BrinIndex(_ElsewherePlain, indexes.BrinIndex):
    """A small index for columns whose values follow the order of the rows, such as times of creation."""


class JsonIndex(_ElsewhereNone, indexes.GinIndex):
    """An index of what lies inside JSON columns."""


class GistIndex(_ElsewhereNone, indexes.GistIndex):
    """An index of ranges and shapes."""


class TextIndex(_ElsewhereNone, indexes.GinIndex):
    """An index of the words of text columns, read in a language, for full text search."""

    def __init__(self, *, language: str, **details: Any) -> None:
        self.language = language
        super().__init__(**details)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Describe the index with its language."""
        path, expressions, details = super().deconstruct()
        return path, expressions, {**details, "language": self.language}

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **details: Any) -> Any:
        """Return the statement that makes the index over the words of the columns, not over the columns."""
        if schema_editor.connection.vendor != "postgresql":
            return self._remark()
        _path, _expressions, own = indexes.GinIndex.deconstruct(self)
        columns = own.pop("fields")
        words = indexes.GinIndex(vector_of(columns, self.language), **own)
        return words.create_sql(model, schema_editor, using=using, **details)
