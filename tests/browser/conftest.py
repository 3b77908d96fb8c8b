"""A designer of its own for each test process, and a Chromium that looks at it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.served import running_designer
from tests.servers import find_chromium, free_port

QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium, without its background traffic."""
    return {"executable_path": find_chromium(), "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def designer_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the demo on SQLite in an empty folder, and give its address."""
    port, folder = free_port(), tmp_path_factory.mktemp("designer")
    environment = {**os.environ, "DATAFLOW_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    with running_designer(port, environment, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def signed_in_state(browser: Browser, designer_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sign the demo user in once and keep the cookies for every page."""
    path = tmp_path_factory.mktemp("session") / "state.json"
    with browser.new_context(base_url=designer_url) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_label("User name").fill("demo")
        page.get_by_label("Password").fill("demo")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/workflows/")
        context.storage_state(path=path)
    return path


@pytest.fixture
def context(browser: Browser, designer_url: str, signed_in_state: Path) -> Iterator[BrowserContext]:
    """A signed-in browser window of 1440 × 900 pixels."""
    options: dict[str, Any] = {"base_url": designer_url, "storage_state": signed_in_state, "viewport": {"width": 1440, "height": 900}}
    with browser.new_context(**options) as window:
        window.set_default_timeout(15_000)
        yield window


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any console error or uncaught exception fails the test."""
    faults: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda message: _collect(message, faults))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    assert faults == []


def _collect(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type in ("error", "warning"):
        faults.append(message.text)
