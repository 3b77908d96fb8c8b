"""Threads for nodes that mostly wait, so that siblings wait together."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class ThreadPool(Generic[Key, Value]):
    """Runs work in at most ``size`` threads and hands back what came of it, in the order in which it came."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.busy = 0
        self._threads: ThreadPoolExecutor | None = None
        self._done: SimpleQueue[tuple[Key, Value]] = SimpleQueue()

    @property
    def has_room(self) -> bool:
        """Whether work submitted now would start now."""
        return self.busy < self.size

    def submit(self, key: Key, work: Callable[[], Value]) -> None:
        """Run work, which must not raise, in a thread; the caller's context variables hold there too."""
        self._threads = self._threads or ThreadPoolExecutor(self.size, thread_name_prefix="node")
        self.busy += 1
        self._threads.submit(copy_context().run, self._run, key, work)

    def finished(self, *, wait: bool) -> tuple[Key, Value] | None:
        """Return the next piece of work that is done; None where none is, unless told to wait for one."""
        if not self.busy:
            return None
        try:
            done = self._done.get(block=wait)
        except Empty:
            return None
        self.busy -= 1
        return done

    def close(self) -> None:
        """Wait for the threads to end."""
        if self._threads:
            self._threads.shutdown()

    def _run(self, key: Key, work: Callable[[], Value]) -> None:
        value = work()
        _release_connections()
        self._done.put((key, value))


def _release_connections() -> None:
    """Close the database connections of this thread, where Django is in use: nobody else would."""
    database = sys.modules.get("django.db")
    if database is not None:
        database.connections.close_all()
