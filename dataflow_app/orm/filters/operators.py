"""The operators: which there are, which fit a column, and what other languages of filters call them."""

from collections.abc import Callable
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.columns import AnyField, concrete
from dataflow_app.orm.filters.comparisons import bounds, compares, equals, is_in
from dataflow_app.orm.filters.condition import Condition, all_of, is_empty
from dataflow_app.orm.filters.json_tests import yes_or_no
from dataflow_app.orm.filters.patterns import pattern
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.values.pending import PENDING

EQUALITY = ("$eq", "$ne", "$in", "$nin")
COMPARISONS = ("$gt", "$gte", "$lt", "$lte", "$between")
EMPTINESS = ("$null", "$exists")
PATTERNS = (
    "$contains", "$icontains", "$startswith", "$istartswith", "$endswith", "$iendswith", "$ieq", "$like", "$ilike", "$regex",
)  # fmt: skip
CONTAINERS = ("$contains", "$all", "$any", "$size", "$elemMatch")
OPERATORS = tuple(dict.fromkeys((*EQUALITY, *COMPARISONS, *EMPTINESS, *PATTERNS, *CONTAINERS, "$not")))
GROUPS = ("$and", "$or", "$nor", "$not", "$text")
#: Other names that mean the same.
ALIASES = {"$iexact": "$ieq", "$overlap": "$any"}
#: What other languages of filters call them, in small letters and without signs.
MEANT = {
    "==": "$eq", "=": "$eq", "equals": "$eq", "equal": "$eq", "is": "$eq", "exact": "$eq", "!=": "$ne", "<>": "$ne", "neq": "$ne",
    "notequal": "$ne", ">": "$gt", ">=": "$gte", "ge": "$gte", "min": "$gte", "<": "$lt", "<=": "$lte", "le": "$lte", "max": "$lte",
    "notin": "$nin", "oneof": "$in", "anyof": "$in", "range": "$between", "isnull": "$null", "isempty": "$null", "notnull": "$exists",
    "isnotnull": "$exists", "match": "$regex", "matches": "$regex", "regexp": "$regex", "iregex": "$regex", "rlike": "$regex",
    "notlike": "$not", "includes": "$contains", "substring": "$contains", "has": "$contains", "haskey": "$exists", "hasall": "$all",
    "containsall": "$all", "hasany": "$any", "containsany": "$any", "overlaps": "$any", "length": "$size", "len": "$size",
    "beginswith": "$startswith", "prefix": "$startswith", "suffix": "$endswith", "search": "$text", "fulltext": "$text",
}  # fmt: skip


def operators_for(field: AnyField) -> tuple[str, ...]:
    """Return the operators that fit a column, in the order in which a form offers them; ``$not`` goes around any of them."""
    inner = concrete(field)
    emptiness = EMPTINESS if field.null else ()
    if isinstance(inner, models.JSONField):
        return (*EQUALITY, *CONTAINERS, *emptiness)
    if isinstance(inner, models.BooleanField | models.BinaryField | models.UUIDField) or isinstance(field, models.ForeignKey):
        return (*EQUALITY, *emptiness)
    if isinstance(inner, models.CharField | models.TextField):
        return (*EQUALITY, *PATTERNS, *COMPARISONS, *emptiness)
    return (*EQUALITY, *COMPARISONS, *emptiness)


def column_condition(place: Place, operator: str, value: Any) -> Condition:
    """Return the condition of an operator on a column that holds no JSON."""
    if operator not in _ON_COLUMNS:
        message = f"{operator} looks into JSON, and {place} holds none."
        raise NodeError("invalid_parameter", message, f"It takes {', '.join(operators_for(place.field))}.")
    return _ON_COLUMNS[operator](place, value)


def unknown_operator(place: Place, operator: Any) -> NodeError:
    """Return the error of an operator that is none, with the one that was meant."""
    return NodeError("unknown_operator", f"{place} has no operator '{str(operator)[:80]}'.{_near(place, str(operator))}")


def _near(place: Place, name: str) -> str:
    plain = name.removeprefix("$").lower().replace("_", "")
    same = [each for each in (*OPERATORS, *ALIASES) if each.lower() == f"${plain}"]
    meant = same[0] if same else MEANT.get(plain)
    if meant == "$text":
        return ' To search the model\'s words, write {"$text": {"$search": "…"}} beside the fields.'
    if meant:
        return f" Did you mean '{meant}'?"
    return suggest(name, OPERATORS) or f" There are {', '.join(operators_for(place.field))}."


def _between(place: Place, value: Any) -> Condition:
    if value is PENDING:
        return all_of([])
    return all_of([compares(place, operator.removeprefix("$"), limit) for operator, limit in bounds(f"$between on {place}", value)])


def _emptiness(operator: str) -> Callable[[Place, Any], Condition]:
    def condition(place: Place, value: Any) -> Condition:
        if value is PENDING:
            return all_of([])
        empty = is_empty(place.field)
        return empty if yes_or_no(place, operator, value) == (operator == "$null") else empty.opposite()

    return condition


def _comparison(operator: str) -> Callable[[Place, Any], Condition]:
    return lambda place, value: compares(place, operator.removeprefix("$"), value)


def _pattern(operator: str) -> Callable[[Place, Any], Condition]:
    return lambda place, value: pattern(place, operator, value)


_ON_COLUMNS: dict[str, Callable[[Place, Any], Condition]] = {
    "$eq": equals,
    "$ne": lambda place, value: equals(place, value).opposite(),
    "$in": is_in,
    "$nin": lambda place, value: is_in(place, value).opposite(),
    **{operator: _comparison(operator) for operator in ("$gt", "$gte", "$lt", "$lte")},
    "$between": _between,
    **{operator: _emptiness(operator) for operator in EMPTINESS},
    **{operator: _pattern(operator) for operator in PATTERNS if operator != "$regex"},
}
