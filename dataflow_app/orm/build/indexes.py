"""The indexes of a model: those of its class, and those of its options."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from dataflow_app.orm.build.home import Home
from dataflow_app.schema.spec import IndexKind, IndexSpec, ModelSpec

#: The smaller and quicker one of PostgreSQL's two: it answers whether JSON contains other JSON, which is what filters ask.
JSON_CLASS = "jsonb_path_ops"
#: Details that Django's own index has on every database.
_PLAIN = {"opclasses": "opclasses", "tablespace": "db_tablespace"}


def plain_index(spec: IndexSpec, name: str, condition: models.Q | None) -> models.Index:
    """Return an index that is not unique."""
    details: dict[str, Any] = {"fields": list(spec.fields), "name": name, "condition": condition}
    details |= {_PLAIN.get(key, key): value for key, value in spec.options.items()}
    if spec.include:
        details["include"] = list(spec.include)
    if spec.kind == "text":
        details.setdefault("language", "simple")
    if spec.kind == "gin":
        details.setdefault("opclasses", [JSON_CLASS] * len(spec.fields))
    is_plain = spec.kind == "btree" and set(spec.options) <= set(_PLAIN)
    index: models.Index = (models.Index if is_plain else _class(spec.kind))(**details)
    return index


def _class(kind: IndexKind) -> Any:
    """Return the class of an index; PostgreSQL's part of Django is loaded by the first model that needs one."""
    from dataflow_app.orm import indexes  # noqa: PLC0415

    return {
        "btree": indexes.BtreeIndex,
        "gin": indexes.JsonIndex,
        "gist": indexes.GistIndex,
        "hash": indexes.HashIndex,
        "brin": indexes.BrinIndex,
        "text": indexes.TextIndex,
    }[kind]


def option_indexes(spec: ModelSpec, table: str, home: Home) -> Iterator[models.Index]:
    """Yield the indexes on JSON columns and the one of the words, which ``__dataflow__`` asks for."""
    wanted = spec.options.postgresql
    for name in wanted.jsonb_gin_indexes:
        index = IndexSpec("", (name,), kind="gin")
        yield plain_index(index, home.index_name(f"{table}_{name}_gin", spec.name), None)
    if wanted.text_search:
        words = IndexSpec("", wanted.text_search, kind="text", options={"language": wanted.text_search_language})
        yield plain_index(words, home.index_name(f"{table}_words", spec.name), None)
