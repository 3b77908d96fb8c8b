"""The values that whoever starts a run supplies: checked against what the definition asks for."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition, Input, InputType
from dataflow_app.graph.problem import Problem


def read_inputs(definition: Definition, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the run's inputs by name, defaults filled in and ISO text read as dates, and every problem with what was given.

    A required input must be given unless it has a default; None counts as not given. An optional one without a value is None.
    """
    declared = {each.name: each for each in definition.inputs}
    problems = [_unknown(name, declared) for name in given if name not in declared]
    values: dict[str, Any] = {}
    for name, each in declared.items():
        answer = _read(each, given.get(name))
        if isinstance(answer, Problem):
            problems.append(answer)
        else:
            values[name] = answer
    return values, problems


def read_value(declared: Input, value: Any) -> Any:
    """Return a value as the input's type has it, or a problem where it is none."""
    try:
        return _READERS[declared.type](value)
    except (ValueError, TypeError):
        message = f"Input '{declared.name}' must be {_WORDS[declared.type]}, not {_shown(value)}."
        return Problem("invalid_input", message, f"For example: {_EXAMPLES[declared.type]}.", port=declared.name)


def _read(declared: Input, value: Any) -> Any:
    value = declared.default if value is None else value
    if value is not None:
        return read_value(declared, value)
    if not declared.required:
        return None
    return Problem("invalid_input", f"Input '{declared.name}' is required.", f"Give {_WORDS[declared.type]}.", port=declared.name)


def _unknown(name: str, declared: Mapping[str, Input]) -> Problem:
    remedy = suggest(name, declared).strip() or (f"It asks for: {', '.join(declared)}." if declared else "It asks for none.")
    return Problem("invalid_input", f"The workflow has no input '{name}'.", remedy, port=name)


def _of(*types: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise TypeError
        return value

    return check


def _number(value: Any) -> Any:
    number = _of(int, float, Decimal)(value)
    if not isfinite(number):
        raise ValueError
    return number


def _integer(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(_of(int)(value))


def _date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(_of(str)(value))


def _datetime(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(_of(str)(value))


def _anything(value: Any) -> Any:
    return value


_READERS: dict[InputType, Callable[[Any], Any]] = {
    "text": _of(str),
    "number": _number,
    "integer": _integer,
    "boolean": _of(bool),
    "date": _date,
    "datetime": _datetime,
    "json": _anything,
    "any": _anything,
}
_WORDS: dict[InputType, str] = {
    "text": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a date",
    "datetime": "a date with a time",
    "json": "JSON",
    "any": "a value",
}
_EXAMPLES: dict[InputType, str] = {
    "text": '"Tools"',
    "number": "99.99",
    "integer": "50",
    "boolean": "true",
    "date": '"2026-03-29"',
    "datetime": '"2026-03-29T08:30:00+02:00"',
    "json": '{"category": "Tools"}',
    "any": '"Tools"',
}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}…"  # noqa: PLR2004 - what fits an error message
