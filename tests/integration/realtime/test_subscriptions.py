"""A socket gets every event of its runs once and in order, whenever it subscribes and whatever the hints do."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client

from designer.models import Event, Run, Tenant
from designer.realtime import hints, reading, tailer
from designer.realtime.hub import hub
from tests.integration.realtime.conftest import PATIENCE, make_person, make_run, opened, until_heard, write_events

Write = Callable[..., Coroutine[Any, Any, None]]


async def test_events_before_during_and_after_a_subscription_come_once_and_in_order(run: Run, cookies: bytes, write: Write) -> None:
    await write(run, 1, 3)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk, after=0)
        writing = asyncio.create_task(write(run, 4, 6))
        assert await socket.hear() in [{"type": "subscribed", "run": run.pk, "last_seq": seq} for seq in (3, 6)]
        assert await socket.hear_events(6) == [1, 2, 3, 4, 5, 6]
        await writing
        await write(run, 7, 9)
        assert await socket.hear_events(3) == [7, 8, 9]


async def test_a_reconnect_goes_on_after_the_last_event(run: Run, cookies: bytes, write: Write) -> None:
    await write(run, 1, 5)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk, after=0)
        await socket.hear()
        assert await socket.hear_events(5) == [1, 2, 3, 4, 5]
    await write(run, 6, 7)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk, after=5)
        assert await socket.hear() == {"type": "subscribed", "run": run.pk, "last_seq": 7}
        assert await socket.hear_events(2) == [6, 7]


async def test_an_event_on_the_socket_is_the_event_of_the_api(run: Run, ada: User, cookies: bytes, write: Write) -> None:
    await write(run, 1, 1)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        frame = await socket.hear()

    assert frame["events"] == await sync_to_async(_events_of_api)(ada, run)


def _events_of_api(user: User, run: Run) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"/api/runs/{run.pk}/events/").json()


async def test_sockets_of_one_run_share_a_tailer_and_each_event_is_read_once(
    run: Run, cookies: bytes, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    original = reading.read_events

    def noting(run_id: int, after: int, up_to: int) -> Any:
        events = original(run_id, after, up_to)
        read.extend(seq for seq, _ in events)
        return events

    monkeypatch.setattr(tailer, "read_events", noting)
    async with opened(cookies) as first, opened(cookies) as second:
        for socket in (first, second):
            await socket.say(type="subscribe", run=run.pk, after=0)
            await socket.hear()
        await write(run, 1, 40)
        await write(run, 41, 60)
        assert [await socket.hear_events(60) for socket in (first, second)] == [list(range(1, 61))] * 2
    assert read == list(range(1, 61))


async def test_a_late_socket_with_an_earlier_place_gets_what_lies_before_the_tailer(run: Run, cookies: bytes, write: Write) -> None:
    await write(run, 1, 1200)
    async with opened(cookies) as late, opened(cookies) as early:
        await late.say(type="subscribe", run=run.pk, after=1199)
        await late.hear()
        assert await late.hear_events(1) == [1200]
        await early.say(type="subscribe", run=run.pk, after=2)
        await early.hear()
        assert await early.hear_events(1198) == list(range(3, 1201))
        await write(run, 1201, 1202)
        assert [await late.hear_events(2), await early.hear_events(2)] == [[1201, 1202]] * 2


async def test_a_place_beyond_the_end_hides_nothing_that_comes(run: Run, cookies: bytes, write: Write) -> None:
    await write(run, 1, 2)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk, after=1_000_000)
        assert (await socket.hear())["last_seq"] == 2
        await write(run, 3, 4)
        assert await socket.hear_events(2) == [3, 4]


async def test_the_tailer_ends_with_the_run_and_starts_again_for_who_asks(run: Run, cookies: bytes, write: Write) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        await write(run, 1, 2, "succeeded")
        assert await socket.hear_events(2) == [1, 2]
        assert await socket.hears_nothing(0.4)
        assert not [seat for seat in hub()._seats.values() if seat.source.run_id == run.pk]
        await socket.say(type="subscribe", run=run.pk, after=1)
        assert await socket.hear() == {"type": "subscribed", "run": run.pk, "last_seq": 2}
        assert await socket.hear_events(1) == [2]


async def test_nobody_listening_stops_the_tailer(run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        seats = list(hub()._seats.values())
        await socket.say(type="unsubscribe", run=run.pk)
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}
        await asyncio.wait([seat.task for seat in seats], timeout=PATIENCE)
        assert [seat.task.done() for seat in seats] == [True]
        assert hub()._seats == {}


async def test_many_writers_and_many_sockets_miss_and_double_nothing(tenant: Tenant, ada: User, cookies: bytes) -> None:
    runs = [await sync_to_async(make_run)(tenant, ada) for _ in range(3)]

    async def write_all(run: Run) -> None:
        for seq in range(1, 61, 3):
            await sync_to_async(write_events, thread_sensitive=True)(run, seq, seq + 2, "succeeded" if seq == 58 else None)

    async def watch(delay: float) -> dict[int, list[int]]:
        seen: dict[int, list[int]] = {run.pk: [] for run in runs}
        await asyncio.sleep(delay)
        async with opened(cookies) as socket:
            for run in runs:
                await socket.say(type="subscribe", run=run.pk, after=0)
            while sum(map(len, seen.values())) < 180:
                frame = await socket.hear()
                seen[frame["run"]] += [event["seq"] for event in frame.get("events", [])]
        return seen

    *_, a, b, c = await asyncio.gather(*map(write_all, runs), watch(0), watch(0.1), watch(0.3))

    assert a == b == c == {run.pk: list(range(1, 61)) for run in runs}


async def test_a_hint_from_another_thread_brings_events_before_the_poll(
    run: Run, cookies: bytes, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tailer, "POLL", 60)
    hints.bind_loop(asyncio.get_running_loop())
    try:
        async with opened(cookies) as socket:
            await socket.say(type="subscribe", run=run.pk)
            await socket.hear()
            await write(run, 1, 1)
            await until_heard(socket, hints.publish, run)
            await write(run, 2, 2)
            await asyncio.to_thread(hints.publish, run.pk)
            assert await socket.hear_events(1) == [2]
    finally:
        hints.bind_loop(None)


async def test_a_read_that_fails_is_tried_again(run: Run, cookies: bytes, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    original, calls = reading.read_events, []

    def failing(*place: int) -> Any:
        calls.append(place)
        if len(calls) == 1:
            raise RuntimeError("the database was away")
        return original(*place)

    monkeypatch.setattr(tailer, "read_events", failing)
    monkeypatch.setattr(tailer, "RETRY", 0.01)
    await write(run, 1, 2)
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        assert await socket.hear_events(2) == [1, 2]


async def test_a_deleted_run_ends_quietly(run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe", run=run.pk)
        await socket.hear()
        await sync_to_async(Event.objects.filter(run=run).delete)()
        await sync_to_async(Run.objects.filter(pk=run.pk).delete)()
        assert await socket.hears_nothing(0.4)
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}


async def test_a_run_of_another_tenant_is_not_found(run: Run, cookies: bytes) -> None:
    other = await sync_to_async(_run_of_another_tenant)()
    async with opened(cookies) as socket:
        for number in (other.pk, 9_223_372_036_854_775_807):
            await socket.say(type="subscribe", run=number)
            frame = await socket.hear()
            assert (frame["type"], frame["code"], frame["run"]) == ("problem", "not_found", number)


def _run_of_another_tenant() -> Run:
    tenant = Tenant.objects.create(slug="other", name="Other")
    return make_run(tenant, make_person("otto", tenant))
