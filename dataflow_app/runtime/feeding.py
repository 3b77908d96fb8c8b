"""What goes into a node: its plain parameters, the outputs connected to it, and its expressions."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import DataFlowError, suggest
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.expressions import evaluate
from dataflow_app.graph.plan import Feed, PlannedExpression
from dataflow_app.runtime.paths import PathError, place, resolve
from dataflow_app.runtime.step import Step


class FeedError(DataFlowError):
    """A value that a node waits for does not come: ``port`` is where it was to go, ``code`` a stable word."""

    def __init__(self, code: str, message: str, remedy: str, port: str) -> None:
        super().__init__(message, remedy)
        self.code = code
        self.port = port


def parameters_of(step: Step, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that a node runs with; raise ``FeedError`` where a value does not come.

    Expressions replace the place where they stand; a connection wins over a plain value of its port, unless its source failed
    and the run goes on without it.
    """
    node = step.node
    parameters = dict(node.parameters)
    for expression in node.expressions:
        _compute(parameters, expression, steps, inputs)
    for feed in node.feeds:
        output = steps[feed.source].output
        if output is not None:
            _place(parameters, feed.input, _output(feed, output))
    return parameters


def _compute(parameters: dict[str, Any], expression: PlannedExpression, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> None:
    """Put the value of an expression where it stands, or nothing where it comes to nothing because a node failed that it reads."""
    try:
        value = _value(expression, steps, inputs)
    except FeedError:
        if not any(steps[name].has_failed for name in expression.references):
            raise
        if len(expression.input) == 1:
            del parameters[expression.input[0]]
        else:
            _place(parameters, expression.input, None)
    else:
        _place(parameters, expression.input, value)


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


def _value(expression: PlannedExpression, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> Any:
    try:
        return evaluate(expression.text, inputs=inputs, nodes={name: steps[name].output or {} for name in expression.references})
    except ExpressionError as error:
        raise FeedError("invalid_parameter", error.message, error.remedy, ".".join(expression.input)) from error
