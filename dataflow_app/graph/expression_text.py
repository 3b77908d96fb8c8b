"""The text of an expression: read by jsonata-python, with sentences about what is wrong with it."""

from functools import lru_cache
from typing import Any

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.patterns import compile_pattern

MAX_CHARACTERS = 10_000


class ExpressionError(DataFlowError):
    """An expression that cannot be read, or that gave no value."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Any:
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
        raise ExpressionError(f"The expression nests too deep: {shown(text)}", "Make it simpler.") from None
    except Exception as error:
        message = f"The expression cannot be read: {sentence(error)} In: {shown(text)}"
        raise ExpressionError(message, "See https://docs.jsonata.org.") from error
    expression.set_output_convert_nulls(False)
    return expression


def sentence(error: Exception) -> str:
    """Return the error's words, ended by a full stop."""
    text = str(error).strip() or type(error).__name__
    return text if text.endswith(".") else f"{text}."


def shown(text: str) -> str:
    """Return the text of an expression, cut to what fits an error message."""
    return text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 - what fits an error message
