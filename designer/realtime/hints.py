"""Hints from workers to web processes: a run has news, look now. Never the truth, and never a reason for a run to fail."""

import asyncio
from typing import Any

import structlog

from designer.conf import options
from designer.realtime.groups import ALL_RUNS, group_of, hint_for
from designer.realtime.layer import get_channel_layer
from designer.realtime.redis_hints import RedisHints

#: How long a hint waits for others of the same run, in seconds: a short run is told of once or twice, not at each of its commits.
GATHER = 0.005

_log = structlog.get_logger(__name__)


class Hints:
    """Sends hints from any thread: by a Redis where there is one, else by the event loop that serves sockets in this process.

    A run has at most one hint waiting, however often it is published, so a layer that is slow or away holds nobody up.
    """

    def __init__(self) -> None:
        self._web_loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[int] = set()
        self._by_redis = RedisHints(GATHER)

    def bind_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Use the loop that serves sockets; call it when the web process starts, and with None when it stops."""
        self._web_loop = loop
        self._waiting.clear()

    def publish(self, run_id: int) -> None:
        """Tell whoever shows the run that there is news; returns at once and raises nothing.

        Without a Redis and without a loop nobody could hear: the layer is another process's memory.
        """
        if options().redis_url:
            self._by_redis.publish(run_id)
        elif self._web_loop is not None and not self._web_loop.is_closed() and run_id not in self._waiting:
            self._publish_here(run_id, self._web_loop)

    def _publish_here(self, run_id: int, loop: asyncio.AbstractEventLoop) -> None:
        self._waiting.add(run_id)
        sending = self._send(run_id)
        try:
            asyncio.run_coroutine_threadsafe(sending, loop)
        except RuntimeError:
            # The loop ended between the two lines: its process is going down, and its sockets with it.
            sending.close()
            self._waiting.discard(run_id)

    async def _send(self, run_id: int) -> None:
        await asyncio.sleep(GATHER)
        # From here on the run may be published again: what happens after this line is not in this hint.
        self._waiting.discard(run_id)
        layer: Any = get_channel_layer()
        try:
            for group in (group_of(run_id), ALL_RUNS):
                await layer.group_send(group, hint_for(group))
        except Exception as error:  # noqa: BLE001 - whatever a layer raises, sockets find the events by looking
            _log.debug("hint not sent", run=run_id, error=str(error))


_HINTS = Hints()
bind_loop = _HINTS.bind_loop
publish = _HINTS.publish
