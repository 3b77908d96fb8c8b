"""Scaled out: hints come from other processes by a real Redis, and nothing depends on them."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from designer.models import Run
from designer.realtime import hints, run_feed, tailer
from designer.realtime.hints import Hints
from tests.integration.realtime.conftest import opened, until_heard
from tests.servers import free_port

Write = Callable[..., Coroutine[Any, Any, None]]


def use_redis(settings: Any, url: str) -> None:
    settings.DESIGNER = {"REDIS_URL": url}


async def test_a_worker_hints_through_redis(
    run: Run, cookies: bytes, write: Write, settings: Any, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_redis(settings, redis_url)
    monkeypatch.setattr(tailer, "POLL", 60)
    worker = Hints()
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        await write(run, 1, 3)
        frame = await until_heard(socket, worker.publish, run)
        assert [event["seq"] for event in frame["events"]] == [1, 2, 3]
        await write(run, 4, 4)
        worker.publish(run.pk)
        assert await socket.hear_events(1) == [4]


async def test_the_live_list_hears_hints_through_redis(
    run: Run, cookies: bytes, write: Write, settings: Any, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_redis(settings, redis_url)
    monkeypatch.setattr(run_feed, "POLL", 60)
    worker = Hints()
    async with opened(cookies) as socket:
        await socket.say(type="subscribe_runs")
        await socket.hear()
        await write(run, 1, 1, "succeeded")
        frame = await until_heard(socket, worker.publish, run)
        assert (frame["type"], frame["run"]["status"]) == ("run_changed", "succeeded")


async def test_events_come_in_order_while_redis_is_away(run: Run, cookies: bytes, write: Write, settings: Any) -> None:
    use_redis(settings, f"redis://127.0.0.1:{free_port()}/0")
    worker = Hints()
    async with opened(cookies) as first, opened(cookies) as second:
        for socket in (first, second):
            await socket.say(type="subscribe", run=run.pk)
            await socket.hear()
        for seq in range(1, 10, 3):
            worker.publish(run.pk)
            await write(run, seq, seq + 2)
        assert [await socket.hear_events(9) for socket in (first, second)] == [list(range(1, 10))] * 2


@pytest.fixture(autouse=True)
def unbound() -> None:
    hints.bind_loop(None)
