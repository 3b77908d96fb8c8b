"""The values that a run is started with, checked against what the definition asks for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Input
from dataflow_app.graph.problem import Problem
from designer.services.errors import Invalid


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reads_as(parse: Callable[[str], object]) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        try:
            return isinstance(value, str) and parse(value) is not None
        except ValueError:
            return False

    return holds


_CHECKS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a text", lambda value: isinstance(value, str)),
    "number": ("a number", _is_number),
    "integer": ("a whole number", lambda value: _is_number(value) and value == int(value)),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "date": ("a date such as 2026-11-24", _reads_as(date.fromisoformat)),
    "datetime": ("a date and time such as 2026-11-24T09:30:00Z", _reads_as(datetime.fromisoformat)),
}


def accept_inputs(inputs: tuple[Input, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by name, defaults filled in; raise ``Invalid`` for missing, unknown and ill-typed ones, all at once.

    A value of None stands for one that was not given.
    """
    problems = [*_unknown(inputs, given), *_unfit(inputs, given)]
    if problems:
        raise Invalid(problems)
    return {each.name: _value(each, given) for each in inputs}


def _value(wanted: Input, given: Mapping[str, Any]) -> Any:
    value = given.get(wanted.name)
    return wanted.default if value is None else value


def _unknown(inputs: tuple[Input, ...], given: Mapping[str, Any]) -> Iterator[Problem]:
    known = [each.name for each in inputs]
    for name in given:
        if name not in known:
            remedy = suggest(name, known).strip() or (f"It takes {', '.join(known)}." if known else "It takes none.")
            yield Problem("invalid_input", f"The workflow has no input '{name}'.", remedy, port=name)


def _unfit(inputs: tuple[Input, ...], given: Mapping[str, Any]) -> Iterator[Problem]:
    for wanted in inputs:
        value = _value(wanted, given)
        title = wanted.title or wanted.name
        if value is None and wanted.required:
            yield Problem("invalid_input", f"The input '{title}' is missing.", "Give it a value.", port=wanted.name)
        elif value is not None and wanted.type in _CHECKS and not _CHECKS[wanted.type][1](value):
            yield Problem("invalid_input", f"The input '{title}' must be {_CHECKS[wanted.type][0]}, not {value!r:.60}.", port=wanted.name)
