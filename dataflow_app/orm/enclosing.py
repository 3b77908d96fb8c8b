"""Whole changes: what fails in one is undone by the transaction around it, and so needs no savepoint of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_IS_WHOLE: ContextVar[bool] = ContextVar("dataflow_is_whole", default=False)


@contextmanager
def enclosing(*, is_whole: bool) -> Iterator[None]:
    """Say of the ``with`` block, which a transaction encloses, that whatever it raises undoes that transaction."""
    token = _IS_WHOLE.set(is_whole)
    try:
        yield
    finally:
        _IS_WHOLE.reset(token)


def take_enclosed() -> bool:
    """Whether the change that begins now is a whole one; true for the first that asks, for what lies within it may be tried and undone."""
    is_whole = _IS_WHOLE.get()
    if is_whole:
        _IS_WHOLE.set(False)
    return is_whole
