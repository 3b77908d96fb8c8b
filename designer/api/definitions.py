"""Reading a definition from a request, and saying what is wrong with it."""

from typing import Any

from pydantic import ValidationError

from dataflow_app.graph.compile import CONNECTIONS_PER_NODE, NODE_LIMIT, compile_definition
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.registry import REGISTRIES
from designer.api.problems import Refused, field_problem


def read_definition(value: object) -> Definition:
    """Return the definition; raise ``Refused`` (400), with every place at fault, for a value that is none."""
    if not isinstance(value, dict):
        raise Refused(400, "invalid_definition", "A definition is an object with nodes, connections, inputs and settings.")
    check_size(value)
    try:
        return Definition.from_dict(value)
    except ValidationError as error:
        problems = [field_problem(".".join(map(str, at["loc"])), at["msg"], "invalid_definition") for at in error.errors(include_url=False)]
        raise Refused(400, "invalid_definition", "The definition cannot be read; nothing was saved.", problems=problems[:100]) from error


def check_size(value: dict[str, Any]) -> None:
    """Raise ``Refused`` for a drawing that nobody drew, before any time is spent on it."""
    for part, most in (("nodes", NODE_LIMIT), ("connections", NODE_LIMIT * CONNECTIONS_PER_NODE)):
        found = value.get(part)
        if isinstance(found, list) and len(found) > most:
            detail = f"The definition has {len(found):,} {part}; at most {most:,} are kept. Split it into several workflows."
            raise Refused(400, "too_large", detail)


def problems_of(definition: Definition) -> tuple[Problem, ...]:
    """Return all that keeps the definition from running."""
    return compile_definition(definition, REGISTRIES).problems
