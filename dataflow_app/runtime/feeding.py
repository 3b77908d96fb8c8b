"""What goes into a node: its plain parameters, the outputs connected to it, and its expressions."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import DataFlowError, suggest
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.expressions import evaluate
from dataflow_app.graph.plan import Feed, PlannedExpression, PlannedNode
from dataflow_app.runtime.paths import PathError, place, resolve

Results = Mapping[str, Mapping[str, Any]]


class FeedError(DataFlowError):
    """A value that a node waits for does not come: ``port`` is where it was to go, ``code`` a stable word."""

    def __init__(self, code: str, message: str, remedy: str, port: str) -> None:
        super().__init__(message, remedy)
        self.code = code
        self.port = port


def silent_feed(node: PlannedNode, plan: Mapping[str, PlannedNode], results: Results) -> Feed | None:
    """Return the first feed whose source may leave an output port silent, and did."""
    for feed in node.feeds:
        source = plan[feed.source]
        if source.type.branches and feed.output[0] in source.outputs and feed.output[0] not in results[feed.source]:
            return feed
    return None


def parameters_of(node: PlannedNode, results: Results, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that a node runs with; raise ``FeedError`` where a value does not come.

    Expressions replace the place where they stand; a connection wins over a plain value of its port.
    """
    parameters = dict(node.parameters)
    for expression in node.expressions:
        _place(parameters, expression.input, _value(expression, results, inputs))
    for feed in node.feeds:
        _place(parameters, feed.input, _output(feed, results[feed.source]))
    return parameters


def _place(parameters: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    if len(path) == 1:
        parameters[path[0]] = value
        return
    try:
        place(parameters, path, value)
    except PathError as error:
        raise FeedError("invalid_parameter", error.message, error.remedy, ".".join(path)) from error


def _output(feed: Feed, output: Mapping[str, Any]) -> Any:
    name = feed.output[0]
    if name not in output:
        names = list(output.keys())
        remedy = suggest(name, names).strip() or f"It gave: {', '.join(names) or 'nothing'}."
        raise FeedError("missing_output", f"'{feed.source}' gave no output '{name}'.", remedy, ".".join(feed.input))
    if len(feed.output) == 1:
        return output[name]
    try:
        return resolve(output[name], feed.output[1:])
    except PathError as error:
        path = ".".join(feed.output)
        message = f"'{feed.source}' gave no output '{path}': {error.message}"
        raise FeedError("missing_output", message, error.remedy, ".".join(feed.input)) from error


def _value(expression: PlannedExpression, results: Results, inputs: Mapping[str, Any]) -> Any:
    try:
        return evaluate(expression.text, inputs=inputs, nodes={node: results[node] for node in expression.references})
    except ExpressionError as error:
        raise FeedError("invalid_parameter", error.message, error.remedy, ".".join(expression.input)) from error
