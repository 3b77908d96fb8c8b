"""Hints from workers to web processes: a run has news, look now. Never the truth, and never a reason for a run to fail."""

import asyncio
import os
import threading
from typing import Any

import structlog
from channels.layers import InMemoryChannelLayer

from designer.realtime.groups import ALL_RUNS, group_of
from designer.realtime.layer import get_channel_layer

#: How long a hint waits for others of the same run, in seconds: a short run is told of once or twice, not at each of its commits.
GATHER = 0.005

_log = structlog.get_logger(__name__)


class Hints:
    """Sends hints from any thread, by an event loop of its own process: the web's where there is one, else one in a thread.

    A run has at most one hint waiting, however often it is published, so a layer that is slow or away holds nobody up.
    """

    def __init__(self) -> None:
        self._web_loop: asyncio.AbstractEventLoop | None = None
        self._own_loop: asyncio.AbstractEventLoop | None = None
        self._own_process: int | None = None
        self._starting = threading.Lock()
        self._waiting: set[int] = set()

    def bind_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Use the loop that serves sockets; call it when the web process starts, and with None when it stops."""
        self._web_loop = loop
        self._waiting.clear()

    def publish(self, run_id: int) -> None:
        """Tell whoever shows the run that there is news; returns at once and raises nothing."""
        loop = self._loop()
        if loop is None or run_id in self._waiting:
            return
        self._waiting.add(run_id)
        sending = self._send(run_id)
        try:
            asyncio.run_coroutine_threadsafe(sending, loop)
        except RuntimeError:
            # The loop ended between the two lines: its process is going down, and its sockets with it.
            sending.close()
            self._waiting.discard(run_id)

    def _loop(self) -> asyncio.AbstractEventLoop | None:
        """Return the loop to send from; None where nobody could hear, the layer being another process's memory."""
        if self._web_loop is not None and not self._web_loop.is_closed():
            return self._web_loop
        layer = get_channel_layer()
        return None if isinstance(layer, InMemoryChannelLayer) else self._thread_loop()

    def _thread_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop of this process's thread for hints; a forked worker needs one of its own."""
        with self._starting:
            if self._own_loop is None or self._own_process != os.getpid():
                self._waiting.clear()
                self._own_process = os.getpid()
                self._own_loop = asyncio.new_event_loop()
                threading.Thread(target=self._own_loop.run_forever, name="hints", daemon=True).start()
            return self._own_loop

    async def _send(self, run_id: int) -> None:
        await asyncio.sleep(GATHER)
        # From here on the run may be published again: what happens after this line is not in this hint.
        self._waiting.discard(run_id)
        layer: Any = get_channel_layer()
        try:
            for group in (group_of(run_id), ALL_RUNS):
                await layer.group_send(group, {"type": "run.hint", "group": group})
        except Exception as error:  # noqa: BLE001 - whatever a layer raises, sockets find the events by looking
            _log.debug("hint not sent", run=run_id, error=str(error))


_HINTS = Hints()
bind_loop = _HINTS.bind_loop
publish = _HINTS.publish
