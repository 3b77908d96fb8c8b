"""Expressions: they can be read, and the nodes and ports in them exist."""

from collections.abc import Iterator

from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.endpoints import Endpoint, source_type
from dataflow_app.graph.expression_places import Place
from dataflow_app.graph.expression_references import Reference, read
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.problem import Problem


def check_expressions(drawing: Drawing) -> Iterator[Problem]:
    """Find expressions that are no JSONata, or that read nodes and outputs which are not there."""
    for node_id, places in drawing.expressions.items():
        for place in places:
            yield from _check(drawing, node_id, place)


def _check(drawing: Drawing, node_id: str, place: Place) -> Iterator[Problem]:
    try:
        references = read(place.text)
    except ExpressionError as error:
        yield Problem("invalid_expression", error.message, error.remedy, node=node_id, port=place.port)
        return
    for reference in references:
        fault = _input_fault(drawing, reference.name) if reference.root == "inputs" else _node_fault(drawing, reference)
        if fault:
            yield Problem("invalid_expression", *fault, node=node_id, port=place.port)


def _input_fault(drawing: Drawing, name: str) -> tuple[str, str] | None:
    names = [each.name for each in drawing.definition.inputs]
    if name in names:
        return None
    return f"The expression reads the input '{name}', which the workflow does not ask for.", drawing.suggestions.near_or_listed(name, names)


def _node_fault(drawing: Drawing, reference: Reference) -> tuple[str, str] | None:
    name, port = reference.name, reference.port
    if name not in drawing.nodes:
        remedy = drawing.suggestions.near(name, drawing.nodes) or "Add the node, or change the expression."
        return f"The expression reads the node '{name}', which is not there.", remedy
    answer = source_type(drawing, Endpoint(name, port, None)) if port else None
    return (f"The expression reads '{name}.{port}': {answer.message}", answer.remedy) if isinstance(answer, Problem) else None
