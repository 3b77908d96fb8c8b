"""How long work on many rows asks whether it should stop: between two batches, by whatever the run gave it to ask."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Stopped(Exception):  # noqa: N818 - it names what happened
    """The run was cancelled, so the work stopped; what it had written is undone with its transaction."""


_ASK: ContextVar[Callable[[], bool]] = ContextVar("dataflow_is_cancelled", default=lambda: False)


@contextmanager
def cancellable(is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let the work inside the ``with`` block stop where ``is_cancelled`` says so."""
    token = _ASK.set(is_cancelled)
    try:
        yield
    finally:
        _ASK.reset(token)


def stop_if_cancelled() -> None:
    """Raise ``Stopped`` where the run was cancelled."""
    if _ASK.get()():
        raise Stopped
