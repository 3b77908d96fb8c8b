"""What pydantic finds wrong with parameters, as problems for the person who gave them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dataflow_app.errors import suggest
from dataflow_app.graph.problem import Problem, ProblemCode

_CODES: dict[str, ProblemCode] = {"missing": "missing_parameter", "extra_forbidden": "unknown_parameter"}


def model_problems(model: type[BaseModel], parameters: Mapping[str, Any], connected: AbstractSet[str] = frozenset()) -> list[Problem]:
    """Return every parameter that the model misses, does not know, or refuses; ``port`` is its dotted path.

    Nothing is said of what ``connected`` names (or of parts of it): its values are checked when they are there.
    """
    try:
        model.model_validate(parameters)
    except ValidationError as error:
        return [model_problem(model, fault) for fault in error.errors() if not _is_fed(_path(fault), connected)]
    return []


def model_problem(model: type[BaseModel], fault: ErrorDetails) -> Problem:
    """Return one of pydantic's errors as a problem."""
    path = _path(fault)
    code = _CODES.get(fault["type"], "invalid_parameter")
    names = sorted(field.alias or name for name, field in model.model_fields.items())
    if code == "unknown_parameter":
        listed = f"It has: {', '.join(names)}." if names else "It has no parameters."
        return Problem(code, f"There is no parameter '{path}'.", suggest(path, names).strip() or listed, port=path)
    if code == "missing_parameter":
        return Problem(code, f"'{path}' is required.", "Give it a value.", port=path)
    return Problem(code, _sentence(path, fault), port=path or None)


def _sentence(path: str, fault: ErrorDetails) -> str:
    text = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
    text = text if text.endswith((".", "?")) else f"{text}."
    return f"'{path}' {text}" if path and text[0].islower() else text


def _path(fault: ErrorDetails) -> str:
    return ".".join(str(step) for step in fault["loc"])


def _is_fed(path: str, connected: AbstractSet[str]) -> bool:
    return any(path == port or path.startswith(f"{port}.") or port.startswith(f"{path}.") for port in connected)
