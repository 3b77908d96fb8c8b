"""Hints by way of a Redis: one thread a process sends what waits, in one go, past the channel layer.

The layer sends by an event loop, one message at a time, and takes longer over the hints of a short run than a worker over the run.
"""

import os
from threading import Event, Lock, Thread
from time import sleep
from typing import Any

import structlog

from designer.conf import options
from designer.realtime.groups import ALL_RUNS, group_of, hint_for
from designer.realtime.layer import PREFIX, get_channel_layer
from designer.redis_client import redis_client

_log = structlog.get_logger(__name__)


class RedisHints:
    """Tells of runs to those who listen by the channel layer; hints wait ``gather`` seconds for others, and each goes out once."""

    def __init__(self, gather: float) -> None:
        self._gather = gather
        self._waiting: set[int] = set()
        self._lock, self._news = Lock(), Event()
        self._process: int | None = None

    def publish(self, run_id: int) -> None:
        """Tell of the run soon."""
        if run_id in self._waiting and self._process == os.getpid():
            return
        with self._lock:
            if self._process != os.getpid():
                self._begin()
            self._waiting.add(run_id)
            self._news.set()

    def _begin(self) -> None:
        """Start the thread; a forked process needs one of its own."""
        self._process, self._waiting, self._news = os.getpid(), set(), Event()
        Thread(target=self._send_for_ever, args=(self._news,), name="hints", daemon=True).start()

    def _send_for_ever(self, news: Event) -> None:
        while news.wait():
            sleep(self._gather)
            with self._lock:
                news.clear()
                runs, self._waiting = self._waiting, set()
            self._send(runs)

    def _send(self, runs: set[int]) -> None:
        try:
            sending = redis_client(options().redis_url).pipeline(transaction=False)
            for group in (*map(group_of, runs), ALL_RUNS):
                sending.publish(f"{PREFIX}__group__{group}", _message(group))
            sending.execute()
        except Exception as error:  # noqa: BLE001 - whatever a Redis raises, sockets find the events by looking
            _log.debug("hints not sent", runs=sorted(runs), error=str(error))


def _message(group: str) -> bytes:
    """Return the hint as the layer writes it."""
    layer: Any = get_channel_layer()
    message: bytes = layer.serialize(hint_for(group))
    return message
