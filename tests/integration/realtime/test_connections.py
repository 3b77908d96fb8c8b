"""Who may open a socket, and what becomes of frames that say nothing."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session

from designer.models import Membership, Run, Tenant
from designer.realtime import consumer
from tests.integration.realtime.conftest import Socket, opened

Write = Callable[..., Coroutine[Any, Any, None]]


async def test_a_stranger_is_closed_out_with_4401(tenant: Tenant) -> None:
    socket = Socket("/ws/runs/")
    assert await socket.connect() == "websocket.accept"
    assert await socket.closed_with() == 4401


async def test_a_stranger_who_goes_on_talking_hears_nothing(run: Run) -> None:
    socket = Socket("/ws/runs/")
    await socket.connect()
    await socket.closed_with()
    await socket.say(type="subscribe", run=run.pk)
    assert await socket.hears_nothing(0.2)


async def test_another_origin_is_refused(cookies: bytes) -> None:
    assert await Socket("/ws/runs/", cookies, origin=b"http://evil.example").connect() == "websocket.close"


async def test_an_address_that_is_none_is_closed_with_4404(cookies: bytes) -> None:
    socket = Socket("/ws/elsewhere/", cookies)
    assert await socket.connect() == "websocket.accept"
    assert await socket.closed_with() == 4404


async def test_a_frame_that_is_no_message_gets_a_problem_and_the_socket_stays_open(cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.send_frame(data=b"\x00\xff")
        await socket.send_frame(text="hello")
        await socket.send_frame(text='{"type":"subscribe","run":"x"}')
        for _ in range(3):
            answer = await socket.hear()
            assert (answer["type"], answer["code"]) == ("problem", "invalid_message")
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}


async def test_signing_out_closes_the_open_sockets(run: Run, cookies: bytes, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "LOOK", 0.01)
    socket = Socket("/ws/runs/", cookies)
    await socket.connect()
    await socket.say(type="subscribe", run=run.pk)
    await socket.hear()
    await sync_to_async(Session.objects.all().delete)()
    assert await socket.closed_with() == 4401
    await write(run, 1, 1)
    assert await socket.hears_nothing(0.3)


@pytest.mark.parametrize("message", [{"type": "subscribe", "run": 1}, {"type": "subscribe_runs"}], ids=lambda message: message["type"])
async def test_nobody_subscribes_after_signing_out(run: Run, cookies: bytes, message: dict[str, Any]) -> None:
    socket = Socket("/ws/runs/", cookies)
    await socket.connect()
    await sync_to_async(Session.objects.all().delete)()
    await socket.say(**message)
    assert await socket.closed_with() == 4401


async def test_who_leaves_the_tenant_hears_no_more_of_it(run: Run, cookies: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "LOOK", 0.01)
    socket = Socket("/ws/runs/", cookies)
    await socket.connect()
    await sync_to_async(Membership.objects.all().delete)()
    assert await socket.closed_with() == 4401
