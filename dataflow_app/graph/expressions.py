"""Expressions: ``{"$expression": "…"}``, a JSONata text over ``inputs`` and ``nodes``, and nothing else."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.graph.expression_text import ExpressionError, parse, sentence, shown
from dataflow_app.graph.json_values import json_value

KEY = "$expression"
MAX_MILLISECONDS = 1_000
MAX_DEPTH = 100


def is_expression(value: object) -> bool:
    """Whether a parameter value is an expression rather than a plain value."""
    return isinstance(value, dict) and len(value) == 1 and KEY in value


def evaluate(text: str, *, inputs: Mapping[str, Any], nodes: Mapping[str, Any]) -> Any:
    """Return the value of an expression over the run's inputs and the outputs of nodes, as JSON values.

    Decimals are given to it as numbers, dates and times as ISO text. It may take a second and nest a hundred deep. An
    expression that finds nothing is an error rather than an empty value.
    """
    outputs = {node: _with_record(json_value(output), output) for node, output in nodes.items()}
    return evaluate_over(text, {"inputs": json_value(inputs), "nodes": outputs})


def evaluate_over(text: str, root: Any, variables: Mapping[str, Any] | None = None) -> Any:
    """Return the value of an expression over a JSON value, and over variables (``$name``); the bounds and errors of ``evaluate`` hold."""
    from jsonata.utils import Utils  # noqa: PLC0415 - 20 ms of import that only expressions need

    expression = parse(text)
    frame = expression.create_frame(None)
    frame.set_runtime_bounds(MAX_MILLISECONDS, MAX_DEPTH)
    for name, bound in (variables or {}).items():
        frame.bind(name, bound)
    try:
        value = expression.evaluate(root, frame)
    except RecursionError:
        raise ExpressionError(f"The expression nests too deep: {shown(text)}", "Make it simpler.") from None
    except Exception as error:
        raise ExpressionError(f"The expression failed: {sentence(error)} In: {shown(text)}") from error
    if value is None:
        raise ExpressionError(
            f"The expression found nothing: {shown(text)}",
            "Check the names in it; write [ … ] around it for a list that may be empty, or $exists(…) ? … : null.",
        )
    return _plain(Utils.convert_nulls(value), text)


def _plain(value: Any, text: str) -> Any:
    """Return the value in lists and mappings of Python's own; an expression may also give a function, which is no value."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item, text) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, text) for item in value]
    raise ExpressionError(f"The expression gave a function, which is no value: {shown(text)}", "Call it.")


def _with_record(columns: Any, output: Any) -> Any:
    """Give a row its ``record``, which answers by name without being a key of its own."""
    if isinstance(columns, dict) and "record" not in columns and "record" in output:
        return {**columns, "record": columns}
    return columns
