r"""``$text``: ``{"$search": "cordless drill -bosch \"impact driver\" screw*"}`` over the columns that the model has for it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connections
from django.db.models import BooleanField, F, FloatField, Func, Q, Value

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.databases.sqlite_functions import OnSqlite
from dataflow_app.orm.filters import search_in_python  # noqa: F401 - gives SQLite its functions
from dataflow_app.orm.filters.condition import ALWAYS, NEVER, Condition
from dataflow_app.orm.filters.searches import Search, read_search, written
from dataflow_app.orm.values.coercions import shown, storable
from dataflow_app.orm.values.pending import PENDING, has_pending

MAX_CHARACTERS = 500


class Searched(OnSqlite):
    """Whether a row's words are those of a search."""

    function = "dataflow_text_holds"
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Rank(OnSqlite):
    """How well a row's words fit a search: more and earlier ones count more, those in the first column most."""

    function = "dataflow_text_rank"
    output_field = FloatField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Ask for PostgreSQL's own rank."""
        return super().as_sql(compiler, connection, function="ts_rank", **extra)


def text_condition(bound: BoundModel, value: Any) -> Condition:
    """Return the condition that a row holds the words of the search."""
    search = _search(bound, value)
    if search is None:
        return ALWAYS
    q = Q(Searched(*_sides(bound, search)))
    return Condition(q, ~q) if search else NEVER


def text_rank(bound: BoundModel, wanted: Any) -> Rank | None:
    """Return the rank of a row for the first ``$text`` of a filter, for ordering; None where the filter has none."""
    for value in _texts(wanted):
        search = _search(bound, value)
        if search:
            return Rank(*_sides(bound, search))
    return None


def _texts(wanted: Any) -> Iterator[Any]:
    if not isinstance(wanted, Mapping):
        return
    if "$text" in wanted:
        yield wanted["$text"]
    for group in ("$and", "$or"):
        parts = wanted.get(group)
        for part in parts if isinstance(parts, list | tuple) else ():
            yield from _texts(part)


def _sides(bound: BoundModel, search: Search) -> list[Any]:
    """Return what is searched and what for, in the form that the database wants."""
    if connections[bound.database].vendor == "sqlite":
        return [Value(json.dumps(search)), *map(F, bound.options.text_search)]
    from dataflow_app.orm.expressions.text_search import search_language, search_vector  # noqa: PLC0415 - PostgreSQL's part of Django is slow to load

    template = f"to_tsquery('{search_language(bound)}'::regconfig, %(expressions)s)"
    return [search_vector(bound), Func(Value(written(search)), template=template)]


def _search(bound: BoundModel, value: Any) -> Search | None:
    """Return the search, empty where it names no word; None where it is not known yet."""
    if not bound.options.text_search:
        message = f"{bound.name} has no words to search: it names no search_fields."
        raise NodeError("invalid_parameter", message, 'Give it some: __dataflow__ = {"search_fields": ["name", "description"]}.')
    text = value.get("$search") if isinstance(value, Mapping) else value
    if value is PENDING or has_pending(text):
        return None
    for key in value if isinstance(value, Mapping) else ():
        if key != "$search":
            raise NodeError("unknown_operator", f"$text has no '{key}'.{suggest(key, ['$search'])}", 'Write {"$text": {"$search": "…"}}.')
    return read_search(_checked(text))


def _checked(text: Any) -> str:
    if not isinstance(text, str):
        raise NodeError(
            "invalid_parameter", f"$text searches for words, and {shown(text)} was given.", 'Write {"$text": {"$search": "…"}}.'
        )
    if len(text) > MAX_CHARACTERS:
        raise NodeError("invalid_parameter", f"$text takes {MAX_CHARACTERS} characters at most.")
    try:
        return storable(text)
    except ValueError as error:
        raise NodeError("invalid_parameter", f"What $text searches for {error}.") from None
