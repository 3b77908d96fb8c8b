"""Tuples of values from the database, each value as plain Python."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from operator import is_, itemgetter
from typing import Any

from django.db import connections, transaction
from django.db.models import QuerySet
from django.db.models.sql.constants import CURSOR

Converter = Callable[[Any], Any]
Tuples = list[tuple[Any, ...]]


class _Known(dict[Any, Any]):
    """Values that stand for others; any other stands for itself."""

    def __missing__(self, value: Any) -> Any:
        """Return the value itself."""
        return value


#: What SQLite keeps truth values as.
_BOOLEANS = _Known({0: False, 1: True, None: None})


def fetch(query: "QuerySet[Any, Any]", readings: Sequence[Converter | None]) -> Tuples:
    """Return what a ``values_list`` query finds; ``readings`` (one for each value, or None) make a value plain Python.

    Values are converted column by column, where Django does it row by row.
    """
    compiler = query.query.get_compiler(query.db)
    cursor = compiler.execute_sql(CURSOR)
    if cursor is None:  # the query finds nothing whatever is there
        return []
    with closing(cursor):
        found: Tuples = cursor.fetchall()
    return _plain(compiler, found, _converters(compiler, readings))


def fetch_batches(query: "QuerySet[Any, Any]", readings: Sequence[Converter | None], size: int) -> Iterator[Tuples]:
    """Yield what ``fetch`` returns so many rows at a time, all of one statement: what is written meanwhile is not among them.

    PostgreSQL keeps the rows until they are asked for, in a transaction: so it does behind a pooler too.
    """
    by_server = connections[query.db].vendor == "postgresql"
    compiler = query.query.get_compiler(query.db)
    with transaction.atomic(using=query.db) if by_server else nullcontext():
        cursor = compiler.execute_sql(CURSOR, chunked_fetch=by_server)
        if cursor is None:
            return
        converters = _converters(compiler, readings)
        with closing(cursor):
            while found := cursor.fetchmany(size):
                yield _plain(compiler, found, converters)


def _plain(compiler: Any, found: Tuples, converters: dict[int, Converter]) -> Tuples:
    if compiler.has_extra_select:
        found = [row[: compiler.col_count] for row in found]
    return _converted(found, converters) if converters and found else found


def _converters(compiler: Any, readings: Sequence[Converter | None]) -> dict[int, Converter]:
    """Return what makes the values of a query that was sent plain Python, by place."""
    expressions = [each[0] for each in compiler.select[: compiler.col_count]]
    converters = {place: _converter(each[0], each[1], compiler.connection) for place, each in compiler.get_converters(expressions).items()}
    return converters | {place: _both(converters.get(place), reading) for place, reading in enumerate(readings) if reading}


def selecting(rows: "QuerySet[Any, Any]", names: Sequence[str], *, every: bool) -> Any:
    """Return the query of the named values; ``every`` says that they are all columns, in order, and then what is annotated.

    That is what Django selects by itself, sooner than when it is told.
    """
    query = rows.query
    by_itself = every and query.default_cols and not query.deferred_loading[0] and len(names) == _selected_count(rows)
    return rows if by_itself else rows.values_list(*names)


def _selected_count(rows: "QuerySet[Any, Any]") -> int:
    return len(rows.model._meta.concrete_fields) + len(rows.query.annotation_select)


def _converted(found: Tuples, converters: dict[int, Converter]) -> Tuples:
    """Return the rows with values converted column by column: converting row by row is slower, for the processor's cache helps less."""
    changed: dict[int, list[Any]] = {}
    for place, convert in converters.items():
        column = list(map(itemgetter(place), found))
        values = list(map(convert, column))
        if not all(map(is_, values, column)):
            changed[place] = values
    if not changed:  # such as truth values, that the drivers know
        return found
    return list(zip(*(changed.get(place) or map(itemgetter(place), found) for place in range(len(found[0]))), strict=True))


def _converter(converters: Sequence[Any], expression: Any, connection: Any) -> Converter:
    if len(converters) == 1:
        (only,) = converters
        if connection.vendor == "sqlite" and expression.output_field.get_internal_type() == "BooleanField":
            return _BOOLEANS.__getitem__
        return lambda value: only(value, expression, connection)

    def convert(value: Any) -> Any:
        for each in converters:
            value = each(value, expression, connection)
        return value

    return convert


def _both(first: Converter | None, second: Converter) -> Converter:
    return second if first is None else lambda value: second(first(value))
