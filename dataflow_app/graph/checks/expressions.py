"""Expressions: they can be read, and the nodes and ports in them exist."""

from collections.abc import Iterator

from dataflow_app.errors import suggest
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.endpoints import Endpoint, source_type
from dataflow_app.graph.expression_places import Place
from dataflow_app.graph.expressions import ExpressionError, Reference, read
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
        yield from _check_reference(drawing, node_id, place, reference)


def _check_reference(drawing: Drawing, node_id: str, place: Place, reference: Reference) -> Iterator[Problem]:
    if reference.node not in drawing.nodes:
        message = f"The expression reads the node '{reference.node}', which is not there."
        remedy = suggest(reference.node, drawing.nodes).strip() or "Add the node, or change the expression."
        yield Problem("invalid_expression", message, remedy, node=node_id, port=place.port)
    elif reference.port:
        answer = source_type(drawing, Endpoint(reference.node, reference.port, None))
        if isinstance(answer, Problem):
            message = f"The expression reads '{reference.node}.{reference.port}': {answer.message}"
            yield Problem("invalid_expression", message, answer.remedy, node=node_id, port=place.port)
