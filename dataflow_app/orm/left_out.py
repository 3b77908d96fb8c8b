"""What a model asks of PostgreSQL and does not get from another database: said once, with what happens instead."""

import logging
from collections.abc import Iterator

from django.db import connections

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.spec import IndexSpec

_LOGGER = logging.getLogger("dataflow.models")
#: Kinds of index that have no counterpart, and those that a plain index stands in for.
_NONE = ("gin", "gist", "text")
_PLAIN = ("hash", "brin")
#: Details that another database knows not of; a plain index is made without them.
_DETAILS = ("opclasses", "fillfactor", "deduplicate_items", "tablespace")


def left_out(bound: BoundModel) -> tuple[str, ...]:
    """Return what the model's database leaves out of what its class asks for, a phrase each; nothing on PostgreSQL."""
    if bound.spec is None or connections[bound.database].vendor == "postgresql":
        return ()
    return (*_of_options(bound.options), *(phrase for index in bound.spec.indexes for phrase in _of_index(index)))


def say_left_out(bound: BoundModel) -> None:
    """Log what is left out, in one line; the process says it once, for a class becomes a model once."""
    phrases = left_out(bound)
    if phrases:
        database = connections[bound.database].display_name
        _LOGGER.warning(
            "%s on %s: %s",
            bound.label,
            database,
            "; ".join(phrases),
            extra={"model": bound.label, "database": database, "left_out": phrases},
        )


def _of_options(options: ModelOptions) -> Iterator[str]:
    wanted = options.postgresql
    if wanted.jsonb_gin_indexes:
        yield f"'jsonb_gin_indexes' makes no index, so a filter on what lies in {_listed(wanted.jsonb_gin_indexes)} reads every row"
    if wanted.text_search:
        yield f"'text_search' makes no index, so $text reads {_listed(wanted.text_search)} of every row"
    if wanted.text_search_language != "simple":
        yield f"'text_search_language' has no effect, so $text compares words as they are written, not as {wanted.text_search_language}"


def _of_index(index: IndexSpec) -> Iterator[str]:
    what = f"the index on {_listed(index.fields)}" if not index.name else f"the index '{index.name}'"
    if index.kind in _NONE:
        yield f"{what} of type '{index.kind}' is not made"
        return
    if index.kind in _PLAIN:
        yield f"{what} of type '{index.kind}' is a plain one"
    if index.include:
        yield f"{what} does not include {_listed(index.include)}"
    details = [key for key in index.options if key in _DETAILS and index.kind == "btree"]
    if details:
        yield f"{what} is made without {_listed(details)}"
    if index.options.get("nulls_distinct") is False:
        yield f"{what} lets several rows be empty in it, for 'nulls_distinct' is not known"


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return " and ".join(name.removeprefix("-") for name in names)
