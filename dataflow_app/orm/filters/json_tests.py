"""Operators on values within JSON, read into tests that SQLite (in Python) and PostgreSQL (in SQL) each understand.

A test is a list that JSON can hold: ``["all", [test, …]]``, ``["any", [test, …]]``, ``["not", test]``, or a name with the path that
it looks at and what it wants: ``["in", ["power"], ["18V", "12V"]]``. What is not there passes no test but ``null``.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.comparisons import bounds, list_of
from dataflow_app.orm.filters.patterns import expression_of, regular_expression
from dataflow_app.orm.filters.place import Place
from dataflow_app.orm.filters.wildcards import as_expression, literal_signs
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.json_column import json_column_value
from dataflow_app.orm.values.pending import has_pending

Test: TypeAlias = list[Any]
#: Each is a condition of its own where an index is to find them.
MAX_PARTS = 200
_ALWAYS: Test = ["all", []]
#: No database computes with whole numbers of more digits.
_MAX_BITS = 1_300


def json_test(place: Place, operator: str, value: Any) -> Test:
    """Return the test for an operator on a place; raise ``NodeError`` where its value is none."""
    return _ALWAYS if has_pending(value) else _TESTS[operator](place, value)


def regex_test(place: Place, value: Any, options: Any) -> Test:
    """Return the test for ``$regex`` with its ``$options``."""
    if has_pending([value, options]):
        return _ALWAYS
    return _matches(place, regular_expression(place, "$regex", value, options))


def _one_of(place: Place, values: list[Any]) -> Test:
    wanted = [_json(place, value) for value in values]
    present: Test = ["in", list(place.path), [value for value in wanted if value is not None]]
    empty: Test = ["null", list(place.path), None]
    if all(value is not None for value in wanted):
        return present
    return ["any", [present, empty]] if present[-1] else empty


def _compared(operator: str, place: Place, value: Any) -> Test:
    if place.is_whole_column:
        raise NodeError("invalid_parameter", f"{place} has no order, so {operator} cannot compare it.", "Use $eq or $in.")
    wanted = None if isinstance(value, list | tuple | Mapping) else _json(place, value)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float | str) or type(value).__name__ == "Decimal":
        message = f"{operator} on {place} compares numbers or texts, and {shown(value)} was given."
        raise NodeError("invalid_parameter", message, "Use $eq or $in, and for a decimal the number or the text that the JSON holds.")
    return [operator.removeprefix("$"), list(place.path), wanted]


def _between(place: Place, value: Any) -> Test:
    return ["all", [_compared(operator, place, limit) for operator, limit in bounds(f"$between on {place}", value)]]


def _empty(place: Place, value: Any) -> Test:
    return _if(place, "$null", value, ["null", list(place.path), None])


def _there(place: Place, value: Any) -> Test:
    return _if(place, "$exists", value, ["present", list(place.path), None])


def _if(place: Place, operator: str, value: Any, test: Test) -> Test:
    return test if yes_or_no(place, operator, value) else ["not", test]


def yes_or_no(place: Place, operator: str, value: Any) -> bool:
    """Return the value of an operator that wants true or false."""
    if not isinstance(value, bool):
        raise NodeError("invalid_parameter", f"{operator} on {place} wants true or false, and {shown(value)} was given.")
    return value


def _pattern(operator: str, place: Place, value: Any) -> Test:
    if place.is_whole_column:
        raise NodeError(
            "invalid_parameter", f"{operator} finds text, and {place} holds none.", f'Name a text in it, such as "{place.key}.name".'
        )
    return _matches(place, expression_of(place, operator, value))


def _contains(place: Place, value: Any) -> Test:
    test: Test = ["contains", list(place.path), _json(place, value)]
    if not isinstance(value, str) or place.is_whole_column:
        return test
    part = as_expression(["%", *literal_signs(value), "%"], ignore_case=False)
    return ["any", [test, _matches(place, part)]]


def _all(place: Place, values: Any) -> Test:
    return ["contains", list(place.path), _json(place, _few(place, "$all", values))]


def _any(place: Place, values: Any) -> Test:
    return ["any", [["contains", list(place.path), [each]] for each in _json(place, _few(place, "$any", values))]]


def _size(place: Place, value: Any) -> Test:
    wanted = value if isinstance(value, Mapping) else {"$eq": value}
    tests = []
    for operator, number in wanted.items():
        if operator not in ("$eq", "$gt", "$gte", "$lt", "$lte") or isinstance(number, bool) or not isinstance(number, int):
            message = f"$size on {place} wants a whole number, or a comparison with one, and {shown(value)} was given."
            raise NodeError("invalid_parameter", message, f'Write {{"{place.key}": {{"$size": {{"$gte": 2}}}}}}.')
        tests.append(["size", list(place.path), [operator.removeprefix("$"), max(-1, min(number, 2**31 - 1))]])
    return ["all", tests]


def _few(place: Place, operator: str, values: Any) -> list[Any]:
    found = list_of(place, operator, values)
    if len(found) > MAX_PARTS:
        raise NodeError("invalid_parameter", f"{operator} on {place} takes {MAX_PARTS} values at most.")
    return found


def _matches(place: Place, expression: Any) -> Test:
    return ["matches", list(place.path), [expression.python, expression.postgresql]]


def _json(place: Place, value: Any) -> Any:
    try:
        found = json_column_value(value)
        _refuse_huge(found)
    except ValueError as error:
        raise NodeError("invalid_parameter", f"{place} {error}.", port=place.field.name) from None
    return found


def _refuse_huge(value: Any) -> None:
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise ValueError("is compared with a whole number of more than 390 digits")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_huge(item)


def _opposite(read: Callable[[Place, Any], Test]) -> Callable[[Place, Any], Test]:
    return lambda place, value: ["not", read(place, value)]


def _listed(operator: str, place: Place, value: Any) -> Test:
    return _one_of(place, list_of(place, operator, value))


def _equals(place: Place, value: Any) -> Test:
    return _one_of(place, [value])


_TESTS: dict[str, Callable[[Place, Any], Test]] = {
    "$eq": _equals,
    "$ne": _opposite(_equals),
    "$in": partial(_listed, "$in"),
    "$nin": _opposite(partial(_listed, "$nin")),
    **{operator: partial(_compared, operator) for operator in ("$gt", "$gte", "$lt", "$lte")},
    "$between": _between,
    "$null": _empty,
    "$exists": _there,
    **{
        operator: partial(_pattern, operator)
        for operator in ("$like", "$ilike", "$icontains", "$startswith", "$istartswith", "$endswith", "$iendswith", "$ieq")
    },
    "$contains": _contains,
    "$all": _all,
    "$any": _any,
    "$size": _size,
}
