"""The live list: every run of the tenant that changes, with or without hints."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client

from designer.models import Run, Tenant
from designer.realtime import hints, run_feed
from tests.integration.realtime.conftest import make_person, make_run, opened, until_heard, write_events

change = sync_to_async(write_events)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_feed, "POLL", 0.05)


def told(frame: dict[str, Any]) -> tuple[str, int, str]:
    return frame["type"], frame["run"]["id"], frame["run"]["status"]


async def test_the_newest_runs_come_first_and_then_what_changes(tenant: Tenant, ada: User, run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe_runs")
        assert told(await socket.hear()) == ("run_changed", run.pk, "running")
        new = await sync_to_async(make_run)(tenant, ada, "queued")
        assert told(await socket.hear()) == ("run_changed", new.pk, "queued")
        await change(run, 1, 1, "failed")
        assert told(await socket.hear()) == ("run_changed", run.pk, "failed")
        assert await socket.hears_nothing(0.3)


async def test_the_run_is_the_one_of_the_api(ada: User, run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe_runs")
        frame = await socket.hear()

    assert frame["run"] == await sync_to_async(_first_of_api)(ada)


def _first_of_api(user: User) -> Any:
    client = Client()
    client.force_login(user)
    return client.get("/api/runs/").json()["results"][0]


async def test_runs_of_another_tenant_are_not_told(run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe_runs")
        await socket.hear()
        await sync_to_async(_run_of_another_tenant)()
        assert await socket.hears_nothing(0.4)


def _run_of_another_tenant() -> Run:
    tenant = Tenant.objects.create(slug="other", name="Other")
    return make_run(tenant, make_person("otto", tenant))


async def test_a_hint_brings_a_change_before_the_poll(run: Run, cookies: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_feed, "POLL", 60)
    hints.bind_loop(asyncio.get_running_loop())
    try:
        async with opened(cookies) as socket:
            await socket.say(type="subscribe_runs")
            await socket.hear()
            await change(run, 1, 1, "succeeded")
            assert told(await until_heard(socket, hints.publish, run)) == ("run_changed", run.pk, "succeeded")
    finally:
        hints.bind_loop(None)


async def test_runs_that_came_and_went_between_two_looks_are_told(tenant: Tenant, ada: User, run: Run, cookies: bytes) -> None:
    async with opened(cookies) as socket:
        await socket.say(type="subscribe_runs")
        assert told(await socket.hear()) == ("run_changed", run.pk, "running")
        runs = [await sync_to_async(make_run)(tenant, ada, "succeeded") for _ in range(3)]
        assert [told(await socket.hear()) for _ in runs] == [("run_changed", run.pk, "succeeded") for run in runs]
