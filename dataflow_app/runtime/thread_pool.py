"""Threads for nodes that mostly wait, so that siblings wait together."""

from collections.abc import Callable
from contextvars import copy_context
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Generic, TypeVar

from dataflow_app.runtime.connections import close_connections

Value = TypeVar("Value")


class ThreadPool(Generic[Value]):
    """Runs work in at most ``size`` threads and hands back what came of it, in the order in which it came.

    Work that is abandoned keeps its thread, which is not counted any more, until it ends by itself; the process does not wait for it.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._numbers = count()
        self._running: set[int] = set()
        self._abandoned: set[int] = set()
        self._threads = 0
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Value] | None] = SimpleQueue()

    @property
    def busy(self) -> int:
        """How many pieces of work are under way."""
        return len(self._running)

    @property
    def has_room(self) -> bool:
        """Whether work submitted now would start now."""
        return len(self._running) < self.size

    def submit(self, work: Callable[[], Value]) -> int:
        """Run work, which must not raise, in a thread, and return its number; the caller's context variables hold there too."""
        number, context = next(self._numbers), copy_context()
        self._running.add(number)
        self._work.put(lambda: context.run(self._run, number, work))
        if self._threads < min(self.size, len(self._running)) + len(self._abandoned):
            self._threads += 1
            Thread(target=self._serve, name="node", daemon=True).start()
        return number

    def finished(self, timeout: float | None) -> tuple[int, Value] | None:
        """Return the number of the next piece of work that is done, and what came of it; None where none is.

        Wait for one so many seconds (None: as long as it takes), or until ``wake``.
        """
        end = None if timeout is None else monotonic() + timeout
        while done := self._next(end):
            if done[0] in self._running:
                self._running.discard(done[0])
                return done
            # Others may be done behind one that nobody waits for any more.
            self._abandoned.discard(done[0])
        return None

    def abandon(self, number: int) -> None:
        """Drop the answer of work that is under way, whenever it comes."""
        if number in self._running:
            self._running.discard(number)
            self._abandoned.add(number)

    def wake(self) -> None:
        """Let whoever waits in ``finished`` go on; may be called from any thread."""
        self._done.put(None)

    def close(self) -> None:
        """Wait for the work that is under way, abandoned work excepted, and let the threads end."""
        while self._running:
            self.finished(None)
        for _ in range(self._threads):
            self._work.put(None)

    def _next(self, end: float | None) -> tuple[int, Value] | None:
        left = None if end is None else max(0.0, end - monotonic())
        try:
            return self._done.get(left is None or left > 0, left)
        except Empty:
            return None

    def _serve(self) -> None:
        while work := self._work.get():
            work()
            del work  # and with it what went into it, while this thread waits for more

    def _run(self, number: int, work: Callable[[], Value]) -> None:
        value = work()
        close_connections()  # nobody else would close those of this thread
        self._done.put((number, value))
