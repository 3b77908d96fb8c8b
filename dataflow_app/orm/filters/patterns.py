"""Parts of texts, wildcards and regular expressions on text columns: the same matches on every database."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.errors import NodeError
from dataflow_app.orm.databases.sqlite_functions import OnSqlite
from dataflow_app.orm.expressions.ordering import collated
from dataflow_app.orm.filters import matching  # noqa: F401 - gives SQLite its function
from dataflow_app.orm.filters.condition import ALWAYS, Condition, test
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.filters.regular_expressions import Portable, portable
from dataflow_app.orm.filters.wildcards import as_expression, like_signs, literal_signs
from dataflow_app.orm.values.coercions import shown, storable
from dataflow_app.orm.values.coercions import text as as_text
from dataflow_app.orm.values.pending import PENDING

MAX_CHARACTERS = 500
_GLOB_SIGNS = {"%": "*", "_": "?", "*": "[*]", "?": "[?]", "[": "[[]"}
#: The signs of the LIKE pattern that each operator means, from what it is given.
WILDCARDS: dict[str, Callable[[str], Sequence[str]]] = {
    "like": like_signs,
    "contains": lambda text: ["%", *literal_signs(text), "%"],
    "startswith": lambda text: [*literal_signs(text), "%"],
    "endswith": lambda text: ["%", *literal_signs(text)],
    "eq": literal_signs,
}


class Like(Func):
    """SQL's LIKE with regard to case; SQLite's own LIKE disregards it, its GLOB does not."""

    template = "(%(expressions)s)"
    arity = 2
    output_field = BooleanField()
    arg_joiner = " LIKE "

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Write it as GLOB; the pattern is translated by ``pattern``."""
        return super().as_sql(compiler, connection, arg_joiner=" GLOB ", **extra)


class Matches(OnSqlite):
    """A regular expression found anywhere in the text."""

    function = "dataflow_matches"
    template = "(%(expressions)s)"
    arity = 2
    output_field = BooleanField()
    arg_joiner = " ~ "


def pattern(place: Place, operator: str, value: Any) -> Condition:
    """Return the condition of ``$like``, ``$contains``, ``$startswith`` or ``$endswith``, or with an ``i`` in front without regard to case.

    In ``$like``, ``%`` is any text, ``_`` any character, and a backslash takes the next one literally.
    """
    if value is PENDING:
        return ALWAYS
    _refuse_other_columns(place, operator)
    if operator.startswith("$i"):
        return matches(place, expression_of(place, operator, value))
    signs = signs_of(place, operator, value)
    written = "".join(map(_glob, signs)) if place.vendor == "sqlite" else "".join(signs)
    return test(place.field, Q(Like(F(place.field.attname), Value(written))))


def regular(place: Place, operator: str, value: Any, options: Any = None) -> Condition:
    """Return the condition that the pattern is found in the text; ``.`` matches a line's end too, ``$`` only the end of the text."""
    if value is PENDING or options is PENDING:
        return ALWAYS
    _refuse_other_columns(place, operator)
    return matches(place, regular_expression(place, operator, value, options))


def matches(place: Place, expression: Portable) -> Condition:
    """Return the condition that the expression is found in the text column."""
    written = expression.python if place.vendor == "sqlite" else expression.postgresql
    return test(place.field, Q(Matches(collated(place.bound, place.field), Value(written))))


def regular_expression(place: Place, operator: str, value: Any, options: Any = None) -> Portable:
    """Return the expression in both languages; raise ``NodeError`` where it is none, or its options are none."""
    if options not in (None, "", "i"):
        message = f'$options on {place} takes "i" (without regard to case), and {shown(options)} was given.'
        raise NodeError("invalid_parameter", message, "Leave it out for the letters as they are.")
    return portable(_given_text(place, operator, value), ignore_case=options == "i")


def signs_of(place: Place, operator: str, value: Any) -> Sequence[str]:
    """Return the signs of the LIKE pattern that the operator means, whatever the case."""
    return WILDCARDS[operator.removeprefix("$i").removeprefix("$")](_given_text(place, operator, value))


def expression_of(place: Place, operator: str, value: Any) -> Portable:
    """Return the expression that a whole text must match to fulfil the operator."""
    return as_expression(signs_of(place, operator, value), ignore_case=operator.startswith("$i"))


def _refuse_other_columns(place: Place, operator: str) -> None:
    if not place.holds_text:
        raise NodeError("invalid_parameter", f"{operator} finds text, and {place} holds none.", "Use $eq, $in or a comparison.")


def _given_text(place: Place, operator: str, value: Any) -> str:
    try:
        text = storable(as_text(value))
    except ValueError as error:
        raise NodeError("invalid_parameter", f"{operator} on {place} {error}.") from None
    if len(text) > MAX_CHARACTERS:
        raise NodeError("invalid_parameter", f"{operator} on {place} takes {MAX_CHARACTERS} characters at most.")
    return text


def _glob(sign: str) -> str:
    if sign.startswith("\\"):
        return f"[{sign[1]}]" if sign[1] in "*?[" else sign[1]
    return _GLOB_SIGNS.get(sign, sign)
