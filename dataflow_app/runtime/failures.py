"""From an exception to a failure that a person can read."""

import re

from dataflow_app.errors import DataFlowError, NodeError
from dataflow_app.graph.expression_text import ExpressionError
from dataflow_app.graph.plan import PlannedNode
from dataflow_app.runtime.feeding import FeedError
from dataflow_app.runtime.journal import NodeFailure

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
#: What PostgreSQL adds below its sentence: the statement, with a caret under the place.
_STATEMENT = re.compile(r"^(LINE \d+:|\s*\^)")
_LONGEST = 500
_REMEDY = "Look at the values that went into the node; if they are right, this is a fault of the node type."


def failure_of(node: PlannedNode, error: BaseException) -> NodeFailure:
    """Return the failure of a node that raised: a code, a sentence without traceback or colours, and what to do."""
    name = node.type.name
    if isinstance(error, NodeError):
        return NodeFailure(node.id, name, error.code, error.message, error.remedy, error.port)
    if isinstance(error, FeedError):
        return NodeFailure(node.id, name, error.code, error.message, error.remedy, error.port)
    if isinstance(error, ExpressionError):
        return NodeFailure(node.id, name, "invalid_parameter", error.message, error.remedy)
    if isinstance(error, DataFlowError):
        return NodeFailure(node.id, name, "unexpected", error.message, error.remedy)
    code = "integrity" if "IntegrityError" in {each.__name__ for each in type(error).__mro__} else "unexpected"
    return NodeFailure(node.id, name, code, sentence_of(error), "" if code == "integrity" else _REMEDY)


def sentence_of(error: BaseException) -> str:
    """Return what an exception says as one sentence, with its kind, and without what only programmers read."""
    lines = [line.strip() for line in _ANSI.sub("", str(error)).splitlines() if not _STATEMENT.match(line)]
    text = " ".join(line.removeprefix("DETAIL:").strip() for line in lines if line)
    kind = type(error).__name__
    if not text:
        return f"{kind}, without a message."
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"{kind}: {text}"
