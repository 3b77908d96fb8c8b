"""The hub: one tailer a run and one feed a tenant in this process and event loop, and the ear for hints."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

import structlog

from designer.realtime.bell import Bell
from designer.realtime.groups import ALL_RUNS, group_of
from designer.realtime.layer import get_channel_layer
from designer.realtime.run_feed import RunFeed
from designer.realtime.tailer import Tailer

#: How long to wait before the channel layer is tried again, in seconds.
RETRY = 1.0
#: How long a source waits until its group is joined before it reads without hints, in seconds.
PATIENCE = 0.25

_log = structlog.get_logger(__name__)


class Source(Protocol):
    """What sockets follow: frames by position, a bell to ring for it and one that it rings."""

    hint: Bell
    news: Bell
    is_over: bool

    def frame_after(self, position: int) -> tuple[str, int] | None:
        """Return the next frame after a position, and the position then; None where there is none yet."""


Followed = TypeVar("Followed", bound=Source)


@dataclass(eq=False, slots=True)
class Seat(Generic[Followed]):
    """A source with the task that reads for it and the number of its listeners."""

    source: Followed
    group: str
    task: asyncio.Task[None]
    listeners: int = 0


class Hub:
    """Keeps a source alive while somebody listens, and passes hints from the channel layer on to it."""

    def __init__(self) -> None:
        self._layer = get_channel_layer()
        self._channel: str | None = None
        self._joining = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._seats: dict[object, Seat[Any]] = {}

    @asynccontextmanager
    async def tailing(self, run_id: int, after: int) -> AsyncIterator[Tailer]:
        """Give the run's tailer, which holds every event after that seq."""
        async with self._sitting(("run", run_id), group_of(run_id), lambda: Tailer(run_id, after), Tailer.follow_run) as tailer:
            await tailer.reach_back(after)
            yield tailer

    @asynccontextmanager
    async def watching(self, tenant_id: int) -> AsyncIterator[RunFeed]:
        """Give the feed of the tenant's runs."""
        async with self._sitting(("tenant", tenant_id), ALL_RUNS, lambda: RunFeed(tenant_id), RunFeed.follow_runs) as feed:
            yield feed

    @asynccontextmanager
    async def _sitting(
        self, key: object, group: str, make: Callable[[], Followed], read: Callable[[Followed], Coroutine[Any, Any, None]]
    ) -> AsyncIterator[Followed]:
        seat = self._seats.get(key)
        if seat is None or seat.source.is_over:
            source = make()
            seat = self._seats[key] = Seat(source, group, asyncio.create_task(self._serve(group, partial(read, source))))
        seat.listeners += 1
        try:
            yield seat.source
        finally:
            seat.listeners -= 1
            if not seat.listeners:
                self._clear(key, seat)

    def _clear(self, key: object, seat: Seat[Any]) -> None:
        """Stop reading for a source that nobody listens to."""
        seat.task.cancel()
        if self._seats.get(key) is seat:
            del self._seats[key]
        if self._channel and all(other.group != seat.group for other in self._seats.values()):
            self._begin(self._try(self._layer.group_discard(seat.group, self._channel)))

    async def _serve(self, group: str, read: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Join the group first, so that no hint falls between; then read. A layer that is away delays reading by a moment only."""
        joining = self._begin(self._try(self._join(group)))
        try:
            await asyncio.wait({joining}, timeout=PATIENCE)
            await read()
        finally:
            joining.cancel()

    async def _join(self, group: str) -> None:
        async with self._joining:
            if self._channel is None:
                self._channel = await self._layer.new_channel()
                self._begin(self._listen(self._channel))
        await self._layer.group_add(group, self._channel)

    async def _listen(self, channel: str) -> None:
        """Pass on hints for ever; while the layer is away everything is found by looking."""
        while True:
            try:
                self.pass_on(await self._layer.receive(channel))
            except Exception as error:  # noqa: BLE001 - whatever a layer raises, hints are only hints
                _log.warning("hints cannot be heard, trying again", error=str(error))
                await asyncio.sleep(RETRY)

    def pass_on(self, message: dict[str, Any]) -> None:
        """Ring for every source whose group the hint was sent to."""
        for seat in self._seats.values():
            if seat.group == message.get("group"):
                seat.source.hint.ring()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start work beside everything else, and hold on to it until it is done."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _try(self, call: Coroutine[Any, Any, object]) -> None:
        try:
            await call
        except Exception as error:  # noqa: BLE001 - likewise
            _log.warning("the channel layer does not answer; events are found by looking", error=str(error))


_HUBS: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """Return the hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _HUBS:
        for ended in [each for each in _HUBS if each.is_closed()]:
            del _HUBS[ended]
        _HUBS[loop] = Hub()
    return _HUBS[loop]
