"""Expressions: ``{"$expression": "…"}``, a JSONata text over ``inputs`` and ``nodes``, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.json_values import json_value
from dataflow_app.graph.patterns import compile_pattern

KEY = "$expression"
_ROOTS: dict[str | None, Literal["inputs", "nodes"]] = {"inputs": "inputs", "nodes": "nodes"}
MAX_CHARACTERS = 10_000
MAX_MILLISECONDS = 1_000
MAX_DEPTH = 100


class ExpressionError(DataFlowError):
    """An expression that cannot be read, or that gave no value."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What an expression reads: an input of the run, or a node's output, with the port where it is named."""

    root: Literal["inputs", "nodes"]
    name: str
    port: str | None


def is_expression(value: object) -> bool:
    """Whether a parameter value is an expression rather than a plain value."""
    return isinstance(value, dict) and len(value) == 1 and KEY in value


def references(text: str) -> frozenset[str]:
    """Return the ids of the nodes whose outputs the expression reads; raise ``ExpressionError`` where it cannot be read."""
    return frozenset(reference.name for reference in read(text) if reference.root == "nodes")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Reference, ...]:
    """Return what the text reads; raise ``ExpressionError`` where it is no JSONata, or reads ``nodes`` without naming one."""
    return tuple(dict.fromkeys(_references(_parse(text).ast)))


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

    expression = _parse(text)
    frame = expression.create_frame(None)
    frame.set_runtime_bounds(MAX_MILLISECONDS, MAX_DEPTH)
    for name, bound in (variables or {}).items():
        frame.bind(name, bound)
    try:
        value = expression.evaluate(root, frame)
    except RecursionError:
        raise ExpressionError(f"The expression nests too deep: {_shown(text)}", "Make it simpler.") from None
    except Exception as error:
        raise ExpressionError(f"The expression failed: {_sentence(error)} In: {_shown(text)}") from error
    if value is None:
        raise ExpressionError(
            f"The expression found nothing: {_shown(text)}",
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
    raise ExpressionError(f"The expression gave a function, which is no value: {_shown(text)}", "Call it.")


def _with_record(columns: Any, output: Any) -> Any:
    """Give a row its ``record``, which answers by name without being a key of its own."""
    if isinstance(columns, dict) and "record" not in columns and "record" in output:
        return {**columns, "record": columns}
    return columns


@lru_cache(maxsize=4096)
def _parse(text: str) -> Any:
    """Return the parsed expression; it may be shared, for an evaluation has a frame of its own."""
    from jsonata.jsonata import Jsonata  # noqa: PLC0415 - 20 ms of import that only expressions need

    if not text.strip():
        raise ExpressionError("The expression is empty.", 'Write JSONata, such as "inputs.name".')
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(
            f"The expression has {len(text):,} characters; {MAX_CHARACTERS:,} are allowed.", "Split it over several nodes."
        )
    try:
        expression = Jsonata(text, compile_pattern)
    except RecursionError:
        raise ExpressionError(f"The expression nests too deep: {_shown(text)}", "Make it simpler.") from None
    except Exception as error:
        message = f"The expression cannot be read: {_sentence(error)} In: {_shown(text)}"
        raise ExpressionError(message, "See https://docs.jsonata.org.") from error
    expression.set_output_convert_nulls(False)
    return expression


def _references(tree: Any) -> Iterator[Reference]:
    for symbol in _symbols(tree):
        steps = _names(symbol) if symbol.type == "path" else ()
        yield from _reference(*steps[:3])


def _reference(root: str | None = None, name: str | None = None, port: str | None = None) -> Iterator[Reference]:
    if root == "nodes" and name is None:
        raise ExpressionError("The expression reads 'nodes' without naming a node.", "Write nodes.id.port, or nodes.`an-id`.port.")
    if name is not None and root in _ROOTS:
        yield Reference(_ROOTS[root], name, port)


def _names(path: Any) -> tuple[str, ...]:
    """Return the leading names of a path, without the ``$`` or ``$$`` that may stand before them."""
    steps = path.steps
    if steps[0].type == "variable" and steps[0].value in ("", "$"):
        steps = steps[1:]
    names = []
    for step in steps:
        if step.type != "name":
            break
        names.append(step.value)
        if getattr(step, "stages", None) and len(names) == 1:
            break
    return tuple(names)


def _symbols(tree: Any) -> Iterator[Any]:
    """Walk the syntax tree without recursion; every attribute that is a symbol, or holds some, is a branch of it."""
    symbol, seen, waiting = type(tree).__mro__[-2], set(), [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list | tuple):
            waiting.extend(item)
        elif isinstance(item, symbol) and id(item) not in seen:
            seen.add(id(item))
            waiting.extend(vars(item).values())
            yield item


def _sentence(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text if text.endswith(".") else f"{text}."


def _shown(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 - what fits an error message
