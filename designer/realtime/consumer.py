"""The socket of one browser: many runs, one connection."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, cast

from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import DatabaseError

from designer.metrics import count_delivery, socket_closed, socket_opened
from designer.realtime.frames import pong_frame, problem_frame, subscribed_frame
from designer.realtime.hub import Source, hub
from designer.realtime.messages import InvalidMessage, Message, Ping, Subscribe, SubscribeRuns, Unsubscribe, read_message
from designer.realtime.reading import can_see, off_loop, read_progress, tenant_id_of, user_of

NOT_SIGNED_IN = 4401
#: How often a socket looks whether its person is still signed in, in seconds.
LOOK = 5.0
NO_SUCH_ADDRESS = 4404
MAX_SUBSCRIPTIONS = 100
#: The keys under which the tasks of the live list and of the look at the session are kept, among those of runs.
ALL = 0
SESSION = -1


class RunConsumer(AsyncWebsocketConsumer):
    """Answers messages, and sends what the subscribed runs and the live list have to say."""

    # No such layer is configured, so Channels opens no channel a socket: the hub listens for all, and sockets work without Redis.
    channel_layer_alias = "none"

    @property
    def _user(self) -> AbstractBaseUser | AnonymousUser:
        return cast("AbstractBaseUser | AnonymousUser", self.scope["user"])

    async def connect(self) -> None:
        """Let people in who are signed in; tell the others so, which needs an open socket."""
        socket_opened()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._tenant = await off_loop(tenant_id_of)(self._user)
        await self.accept()
        if not self._user.is_authenticated:
            await self.close(code=NOT_SIGNED_IN)
        else:
            self._start(SESSION, self._watch_session())

    async def websocket_disconnect(self, message: Any) -> None:
        """Count the socket out; this comes once, however it closed."""
        socket_closed()
        await super().websocket_disconnect(message)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - Channels' own signature
        """Stop sending."""
        for run in list(self._tasks):
            self._stop(run)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002 - likewise
        """Answer a frame; one that is no message gets a problem, and the socket stays open."""
        if not self._user.is_authenticated:
            return
        try:
            await self._answer(read_message(text_data))
        except InvalidMessage as error:
            await self.send(problem_frame("invalid_message", str(error)))

    async def _answer(self, message: Message) -> None:
        match message:
            case Subscribe() | SubscribeRuns() if not await self._is_still_in():
                await self._turn_out()
            case Subscribe():
                await self._subscribe(message)
            case Unsubscribe():
                self._stop(message.run)
            case SubscribeRuns():
                await self._subscribe_runs()
            case Ping():
                await self.send(pong_frame())

    async def _is_still_in(self) -> bool:
        """Whether the session that opened the socket still stands, for the same tenant: signing out ends both."""
        user = await off_loop(user_of)(self.scope["session"].session_key)
        return user.is_authenticated and await off_loop(tenant_id_of)(user) == self._tenant

    async def _watch_session(self) -> None:
        is_in = True
        while is_in:
            await asyncio.sleep(LOOK)
            with suppress(DatabaseError):
                is_in = await self._is_still_in()
        self._tasks.pop(SESSION, None)
        await self._turn_out()

    async def _turn_out(self) -> None:
        """Send no more, and say why."""
        await self.disconnect(NOT_SIGNED_IN)
        await self.close(code=NOT_SIGNED_IN)

    async def _subscribe(self, message: Subscribe) -> None:
        """Follow a run; a second subscription takes the place of the first."""
        self._stop(message.run)
        if not await off_loop(can_see)(self._user, message.run):
            detail = f"You have no run {message.run}. It may have been deleted, or belong to another tenant."
            await self.send(problem_frame("not_found", detail, message.run))
        elif len(self._tasks) > MAX_SUBSCRIPTIONS:
            detail = f"This socket follows {MAX_SUBSCRIPTIONS} runs already. Unsubscribe from one of them first."
            await self.send(problem_frame("too_many_subscriptions", detail, message.run))
        else:
            self._start(message.run, self._send_run(message.run, message.after))

    async def _subscribe_runs(self) -> None:
        tenant_id = await off_loop(tenant_id_of)(self._user)
        if tenant_id is None:
            await self.send(problem_frame("no_tenant", "You belong to no tenant yet. Ask an administrator to add a membership for you."))
        else:
            self._stop(ALL)
            self._start(ALL, self._send_runs(tenant_id))

    async def _send_run(self, run_id: int, after: int) -> None:
        progress = await off_loop(read_progress)(run_id)
        after = min(after, progress.last_seq)
        async with hub().tailing(run_id, after) as tailer:
            await self.send(subscribed_frame(run_id, progress.last_seq))
            await follow(tailer, after, self.send)

    async def _send_runs(self, tenant_id: int) -> None:
        async with hub().watching(tenant_id) as feed:
            await follow(feed, 0, self.send)

    def _start(self, key: int, sending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(sending)
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._tasks.pop(key) if self._tasks.get(key) is done else None)

    def _stop(self, key: int) -> None:
        if task := self._tasks.pop(key, None):
            task.cancel()


async def follow(source: Source, position: int, send: Callable[[str], Awaitable[None]]) -> None:
    """Send every frame of a source after a position, in order, until it is over; a slow socket gets fewer, larger frames."""
    while True:
        news = source.news.next_ring
        while (frame := source.frame_after(position)) is not None:
            text, sent = frame
            await send(text)
            count_delivery(sent - position)
            position = sent
        if source.is_over:
            return
        await news.wait()


class UnknownAddress(AsyncWebsocketConsumer):
    """Closes sockets at addresses that are none."""

    channel_layer_alias = "none"

    async def connect(self) -> None:
        """Say that there is nothing here."""
        await self.accept()
        await self.close(code=NO_SUCH_ADDRESS)
