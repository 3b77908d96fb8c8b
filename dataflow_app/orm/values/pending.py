"""A value that is not known yet, while a drawn definition is checked."""

from collections.abc import Mapping
from typing import Any, Final

from dataflow_app.errors import NodeError
from dataflow_app.graph.expressions import is_expression

MAX_DEPTH = 100
#: So many items of a list are looked at while it is drawn; when the node runs, all of them are.
DRAWN = 200


class Pending:
    """Stands for the value of an expression or of a connection until the run is there; it passes every check of a value."""

    def __repr__(self) -> str:
        """Return a word for messages."""
        return "a value of the run"


PENDING: Final = Pending()


def with_pending(value: Any, depth: int = 0) -> Any:
    """Return the value with ``PENDING`` in place of every expression in it, and long lists cut to their first 200 items.

    Raise ``NodeError`` where it nests over a hundred deep.
    """
    if depth > MAX_DEPTH:
        raise NodeError("invalid_parameter", f"The parameters nest more than {MAX_DEPTH} deep.", "Make them flatter.")
    if is_expression(value):
        return PENDING
    if isinstance(value, Mapping):
        return {key: with_pending(item, depth + 1) for key, item in value.items()}
    return [with_pending(item, depth + 1) for item in value[:DRAWN]] if isinstance(value, list | tuple) else value


def has_pending(value: Any) -> bool:
    """Whether any part of the value is not known yet."""
    if isinstance(value, Mapping):
        return any(has_pending(item) for item in value.values())
    return any(has_pending(item) for item in value) if isinstance(value, list | tuple) else value is PENDING
