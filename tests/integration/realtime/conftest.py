"""A run whose events a test writes by hand, and sockets of the people who watch it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone

from designer.asgi import application
from designer.models import Event, Membership, Role, Run, Tenant, Workflow

PATIENCE = 5.0


class Socket:
    """One browser's socket, in JSON."""

    def __init__(self, path: str, cookies: bytes = b"", origin: bytes = b"http://localhost:8000") -> None:
        headers = [(b"cookie", cookies), (b"origin", origin)]
        scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "subprotocols": []}
        self._app: Any = ApplicationCommunicator(application, scope)  # type: ignore[no-untyped-call] # asgiref types it by hand nowhere

    async def connect(self) -> str:
        """Return what the server answers: that it accepts the socket, or closes it."""
        await self._app.send_input({"type": "websocket.connect"})
        return str((await self._app.receive_output(PATIENCE))["type"])

    async def disconnect(self) -> None:
        await self._app.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._app.wait(PATIENCE)

    async def closed_with(self) -> int:
        """Return the code that the server closes the socket with."""
        message = await self._app.receive_output(PATIENCE)
        assert message["type"] == "websocket.close"
        return int(message["code"])

    async def hears_nothing(self, seconds: float) -> bool:
        return bool(await self._app.receive_nothing(seconds))

    async def send_frame(self, *, text: str | None = None, data: bytes | None = None) -> None:
        await self._app.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def say(self, **message: Any) -> None:
        await self.send_frame(text=json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message = await self._app.receive_output(PATIENCE)
        assert message["type"] == "websocket.send"
        frame: dict[str, Any] = json.loads(message["text"])
        return frame

    async def hear_events(self, count: int) -> list[int]:
        """Return the seqs of the next ``count`` events, in the order in which they came."""
        seqs: list[int] = []
        while len(seqs) < count:
            frame = await self.hear()
            assert frame["type"] == "events"
            seqs += [event["seq"] for event in frame["events"]]
        return seqs


@pytest.fixture
def tenant(transactional_db: None) -> Tenant:
    return Tenant.objects.create(slug="acme", name="Acme")


def make_person(name: str, tenant: Tenant) -> User:
    user = User.objects.create_user(name)
    Membership.objects.create(user=user, tenant=tenant, role=Role.OWNER)
    return user


def make_run(tenant: Tenant, user: User, status: str = "running") -> Run:
    workflow = Workflow.objects.create(tenant=tenant, name="Tea", owner=user, draft_saved_at=timezone.now(), draft_saved_by="ada")
    return Run.objects.create(tenant=tenant, workflow=workflow, definition={}, status=status, actor="ada", queued_at=timezone.now())


def cookies_of(user: User) -> bytes:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}".encode()


@pytest.fixture
def ada(tenant: Tenant) -> User:
    return make_person("ada", tenant)


@pytest.fixture
def run(tenant: Tenant, ada: User) -> Run:
    return make_run(tenant, ada)


@pytest.fixture
def cookies(ada: User) -> bytes:
    return cookies_of(ada)


@asynccontextmanager
async def opened(cookies: bytes, path: str = "/ws/runs/") -> AsyncIterator[Socket]:
    socket = Socket(path, cookies)
    assert await socket.connect() == "websocket.accept"
    yield socket
    await socket.disconnect()


async def until_heard(socket: Socket, publish: Callable[[int], None], run: Run) -> dict[str, Any]:
    """Publish from another thread until the socket says something: a hint before the hub has joined its group is lost, by design."""
    while await socket.hears_nothing(0.05):
        await asyncio.to_thread(publish, run.pk)
    return await socket.hear()


def write_events(run: Run, first: int, last: int, end: str | None = None) -> None:
    """Write events from one seq to another in one transaction, and end the run with them where ``end`` says how."""
    with transaction.atomic():
        for seq in range(first, last + 1):
            Event.objects.create(run=run, seq=seq, type="node_started", node=f"n{seq}", payload={"n": seq}, at=timezone.now())
        if end:
            Run.objects.filter(pk=run.pk).update(status=end, finished_at=timezone.now())


@pytest.fixture
def write() -> Callable[..., Coroutine[Any, Any, None]]:
    return sync_to_async(write_events)
