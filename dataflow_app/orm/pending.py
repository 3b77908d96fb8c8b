"""A value that is not known yet, while a drawn definition is checked."""

from collections.abc import Mapping
from typing import Any, Final

from dataflow_app.graph.expressions import is_expression


class Pending:
    """Stands for the value of an expression or of a connection until the run is there; it passes every check of a value."""

    def __repr__(self) -> str:
        """Return a word for messages."""
        return "a value of the run"


PENDING: Final = Pending()


def with_pending(value: Any) -> Any:
    """Return the value with ``PENDING`` in place of every expression in it."""
    if is_expression(value):
        return PENDING
    if isinstance(value, Mapping):
        return {key: with_pending(item) for key, item in value.items()}
    return [with_pending(item) for item in value] if isinstance(value, list | tuple) else value


def has_pending(value: Any) -> bool:
    """Whether any part of the value is not known yet."""
    if isinstance(value, Mapping):
        return any(has_pending(item) for item in value.values())
    return any(has_pending(item) for item in value) if isinstance(value, list | tuple) else value is PENDING
