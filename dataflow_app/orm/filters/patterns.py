"""``$like`` and ``$regex``: the same matches on every database, with bounded patterns."""

import re
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.coercions import shown, storable
from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.filters.condition import ALWAYS, Condition, test
from dataflow_app.orm.filters.regular_expressions import portable
from dataflow_app.orm.ordering import collated
from dataflow_app.orm.pending import PENDING

MAX_CHARACTERS = 500
_GLOB_SIGNS = {"%": "*", "_": "?", "*": "[*]", "?": "[?]", "[": "[[]"}


class Like(Func):
    """SQL's LIKE with regard to case; SQLite's own LIKE disregards it, its GLOB does not."""

    template = "(%(expressions)s)"
    arity = 2
    output_field = BooleanField()
    arg_joiner = " LIKE "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Write it as GLOB; the pattern is translated by ``like``."""
        return super().as_sql(compiler, connection, arg_joiner=" GLOB ", **extra)


class Matches(Func):
    """A regular expression found anywhere in the text."""

    template = "(%(expressions)s)"
    arity = 2
    output_field = BooleanField()
    arg_joiner = " ~ "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Give the connection a matcher, then call it."""
        connection.ensure_connection()
        connection.connection.create_function("dataflow_matches", 2, _matches, deterministic=True)
        return super().as_sql(compiler, connection, template="dataflow_matches(%(expressions)s)", arg_joiner=", ", **extra)


def like(bound: BoundModel, field: AnyField, pattern: Any) -> Condition:
    """Return the condition of a LIKE pattern: ``%`` is any text, ``_`` any character, a backslash takes the next one literally."""
    if pattern is PENDING:
        return ALWAYS
    _check(bound, field, "$like", pattern)
    signs = re.findall(r"\\.|[^\\]", pattern, re.DOTALL)
    if sum(map(len, signs)) != len(pattern):
        raise NodeError(
            "invalid_parameter", f"The $like pattern {pattern!r} ends in a backslash that escapes nothing.", "Write two backslashes."
        )
    on_sqlite = connections[bound.database].vendor == "sqlite"
    written = "".join(_glob(sign) for sign in signs) if on_sqlite else pattern
    return test(field, Q(Like(F(field.attname), Value(written))))


def regex(bound: BoundModel, field: AnyField, pattern: Any) -> Condition:
    """Return the condition that the pattern is found in the text; ``.`` matches a line's end too, ``$`` only the end of the text."""
    if pattern is PENDING:
        return ALWAYS
    _check(bound, field, "$regex", pattern)
    translated = portable(pattern)
    written = translated.python if connections[bound.database].vendor == "sqlite" else translated.postgresql
    return test(field, Q(Matches(collated(bound, field), Value(written))))


def _check(bound: BoundModel, field: AnyField, operator: str, pattern: Any) -> None:
    if not isinstance(field, models.CharField | models.TextField):
        raise NodeError(
            "invalid_parameter", f"{operator} finds text, and {bound.name}.{field.name} holds none.", "Use $eq, $in or a comparison."
        )
    if not isinstance(pattern, str):
        raise NodeError(
            "invalid_parameter", f"{operator} on {bound.name}.{field.name} wants a text pattern, and {shown(pattern)} was given."
        )
    if len(pattern) > MAX_CHARACTERS:
        raise NodeError("invalid_parameter", f"{operator} on {bound.name}.{field.name} takes {MAX_CHARACTERS} characters at most.")
    try:
        storable(pattern)
    except ValueError as error:
        raise NodeError("invalid_parameter", f"The {operator} pattern on {bound.name}.{field.name} {error}.") from None


def _glob(sign: str) -> str:
    if sign.startswith("\\"):
        return f"[{sign[1]}]" if sign[1] in "*?[" else sign[1]
    return _GLOB_SIGNS.get(sign, sign)


def _matches(text: str | None, pattern: str) -> bool | None:
    return None if text is None else _compiled(pattern).search(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL | re.ASCII)
