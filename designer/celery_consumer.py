"""How a Celery worker takes the loss of its broker."""

from contextlib import suppress
from typing import Any

from celery.worker.consumer import Consumer as CeleryConsumer


class Consumer(CeleryConsumer):
    """Celery's own, but that a worker whose Redis went away in the middle of a run connects again instead of ending."""

    def on_connection_error_after_connected(self, exc: Any) -> None:
        """Put the broken connection away. By then it is let go of, with messages that wait for their work to be done."""
        # Celery closes it twice, and at the second time asks its transport, which is gone, for somewhere to give those messages back.
        with suppress(AttributeError):
            super().on_connection_error_after_connected(exc)
