"""The example project as processes: its commands, and its server with people who sign in."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from dataflow_app.orm.databases.urls import database_settings
from tests.integration.orm.build.scripts import ROOT, finish, start_command
from tests.served import await_true
from tests.servers import free_port

EMAIL, PASSWORD = "owner@shop.example", "a long password"


def environment(url: str) -> dict[str, str]:
    """Return the variables that tell the project its database."""
    return {"SHOP_DATABASE": json.dumps(database_settings(url))}


def manage(project: Path, url: str, *arguments: str) -> str:
    """Run ``manage.py`` as a user does and return what it wrote; standard error must stay empty."""
    output, error = finish(start_command(project, "manage.py", *arguments, **environment(url)))
    assert error == ""
    return output


@contextmanager
def served(project: Path, url: str) -> Iterator[str]:
    """Run ``manage.py serve`` until the block ends; give its address once it answers."""
    port, log = free_port(), project / "log.txt"
    kept = {key: value for key, value in os.environ.items() if key not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    env = {**kept, "PYTHONPATH": str(ROOT), **environment(url)}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with log.open("w") as output, Popen(command, cwd=project, env=env, stdout=output, stderr=output) as process:
        try:
            await_true(lambda: _answers(port) or process.poll() is not None, seconds=60)
            if process.poll() is not None:
                pytest.fail(f"the project did not start:\n{log.read_text()}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def sign_in(url: str) -> httpx.Client:
    """Return a client that came to the designer as a stranger and was led to its sign-in, signed in."""
    client = httpx.Client(base_url=url, follow_redirects=True, headers={"Referer": url})
    page = client.get("/designer/")
    assert page.url.path == "/designer/sign-in/"
    answer = client.post(page.url, data={"username": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["shop_csrf"]})
    assert answer.url.path == "/designer/workflows/"
    client.headers["X-CSRFToken"] = client.cookies["shop_csrf"]
    return client


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/designer/healthz").is_success
    except httpx.TransportError:
        return False
