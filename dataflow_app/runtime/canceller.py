"""The canceller: stops the statement that a node waits for when its run is cancelled."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import Any

from dataflow_app.nodes.cancelled import NodeCancelled

#: How long a statement is left alone before it is interrupted again: it may have begun just after the last time. In seconds.
_AGAIN = 0.05


class Canceller:
    """Knows the database connection that the executor's thread works with now; ``stop`` may be called from any thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._connection: Any = None
        self._is_stopping = False

    @contextmanager
    def guarding(self, database: str) -> Iterator[None]:
        """Let ``stop`` interrupt what the ``with`` block asks of the database; whatever error follows then is ``NodeCancelled``."""
        from django.db import connections  # noqa: PLC0415 - a run without effects on a database never touches Django

        with self._changed:
            self._connection, self._is_stopping = connections[database], False
        try:
            yield
        except Exception as error:
            if self._is_stopping:
                raise NodeCancelled from error
            raise
        finally:
            with self._changed:
                self._connection = None
                self._changed.notify_all()

    def stop(self) -> None:
        """Interrupt the statement that runs, and those that follow it, until the node has let go of its connection."""
        with self._changed:
            if self._connection is None or self._is_stopping:
                return
            self._is_stopping = True
            Thread(target=self._interrupt, args=(self._connection,), name="canceller", daemon=True).start()

    def _interrupt(self, connection: Any) -> None:
        from dataflow_app.orm.databases.interrupting import interrupt  # noqa: PLC0415 - likewise

        with self._changed:
            while self._connection is connection and self._is_stopping:
                # The node's thread cannot go on to other statements meanwhile: it needs the lock to let go.
                interrupt(connection)
                self._changed.wait(_AGAIN)
