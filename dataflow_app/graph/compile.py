"""Compile: a definition and its node types become a plan, or every problem that stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_app.graph.checks.connections import check_connections
from dataflow_app.graph.checks.cycles import check_cycles
from dataflow_app.graph.checks.expressions import check_expressions
from dataflow_app.graph.checks.ids import check_ids
from dataflow_app.graph.checks.inputs import check_inputs
from dataflow_app.graph.checks.parameters import check_parameters
from dataflow_app.graph.checks.settings import check_settings
from dataflow_app.graph.checks.types import resolve_types
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.dependencies import dependencies, in_order
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.node_types import NodeTypes
from dataflow_app.graph.plan import Plan
from dataflow_app.graph.planning import make_plan
from dataflow_app.graph.problem import Problem
from dataflow_app.graph.suggestions import Suggestions

NODE_LIMIT = 5_000
CONNECTIONS_PER_NODE = 20


@dataclass(frozen=True, slots=True)
class Compiled:
    """What compiling gave: a plan, or problems (never both, never neither)."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def compile_definition(definition: Definition, node_types: NodeTypes, *, node_limit: int | None = NODE_LIMIT) -> Compiled:
    """Return the plan of a definition, or all its problems at once.

    A definition of more than ``node_limit`` nodes is refused unread; None (scripts) sets no limit. Takes a time that
    grows with the nodes and connections, and does not recurse.
    """
    oversize = _too_large(definition, node_limit)
    if oversize:
        return Compiled(None, (oversize,))
    suggestions = Suggestions()
    types, problems = resolve_types(definition, node_types, suggestions)
    drawing = Drawing(definition, types, suggestions)
    needs = dependencies(drawing)
    order, leftover = in_order(needs)
    problems.extend(_checks(drawing))
    problems.extend(check_cycles(leftover, needs.successors))
    return Compiled(None, tuple(problems)) if problems else Compiled(make_plan(drawing, needs, order), ())


def _checks(drawing: Drawing) -> Iterator[Problem]:
    for check in (check_ids, check_inputs, check_settings, check_parameters, check_connections, check_expressions):
        yield from check(drawing)


def _too_large(definition: Definition, node_limit: int | None) -> Problem | None:
    if node_limit is None:
        return None
    for count, limit, what in (
        (len(definition.nodes), node_limit, "nodes"),
        (len(definition.connections), node_limit * CONNECTIONS_PER_NODE, "connections"),
    ):
        if count > limit:
            return Problem("too_large", f"The definition has {count:,} {what}; {limit:,} are allowed.", "Split it over several workflows.")
    return None
