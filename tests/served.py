"""A designer running as a process of its own, and a signed-in client of its API."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from django.db import connection

ROOT = Path(__file__).parents[1]
#: How often a process is asked whether it is so far; there is no other way to learn it from outside.
ASK_EVERY = 0.05


@contextmanager
def running_designer(port: int, environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``manage.py demo`` as a person would until the block ends, and wait until it answers."""
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with log.open("a") as output, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output) as process:
        try:
            await_true(lambda: _is_healthy(port) or process.poll() is not None, seconds=60)
            if process.poll() is not None:
                pytest.fail(f"the designer did not start:\n{log.read_text()}")
            yield process
        finally:
            process.terminate()


def database_url() -> str:
    """Return the address of the database that a test works on, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = quote(settings["HOST"] or "localhost", safe="")
    return f"postgresql://{settings['USER']}:{quote(settings['PASSWORD'])}@/{settings['NAME']}?host={host}&port={settings['PORT'] or 5432}"


def await_true(condition: Callable[[], object], *, seconds: float) -> None:
    """Ask until it is so; fail the test when it still is not after some seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"still not so after {seconds} s")
        time.sleep(ASK_EVERY)


def sign_in(url: str) -> httpx.Client:
    """Return a client of the demo user's session that sends the CSRF token with every request."""
    client = httpx.Client(base_url=url)
    client.get("/sign-in/")
    credentials = {"username": "demo", "password": "demo", "csrfmiddlewaretoken": client.cookies["csrftoken"]}
    client.post("/sign-in/", data=credentials, headers={"Referer": url})
    client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
    return client


def get(client: httpx.Client, path: str) -> Any:
    """Return the JSON of a page of the API; raise where it does not answer with success."""
    return client.get(path).raise_for_status().json()


def post(client: httpx.Client, path: str, body: object) -> Any:
    """Send JSON and return the answer's; raise where it does not answer with success."""
    return client.post(path, json=body).raise_for_status().json()


def _is_healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").is_success
    except httpx.TransportError:
        return False
