"""A designer of its own for each test process, and a Chromium that looks at it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.steps.api import Api
from tests.browser.steps.faults import Faults
from tests.browser.steps.signing import sign_in
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
# A page on a busy machine is slower than a person on an idle one would wait.
expect.set_options(timeout=10_000)
WINDOW = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium, without its background traffic."""
    return {"executable_path": find_chromium(), "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def designer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the designer keeps its data."""
    return tmp_path_factory.mktemp("designer")


@pytest.fixture(scope="session")
def designer_url(designer_folder: Path) -> Iterator[str]:
    """Run the demo on SQLite in an empty folder, and give its address."""
    port, folder = free_port(), designer_folder
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
        sign_in(page)
        page.wait_for_url("**/workflows/")
        context.storage_state(path=path)
    return path


@pytest.fixture
def open_window(browser: Browser, designer_url: str, signed_in_state: Path) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser windows of 1440 × 900 pixels, signed in unless ``storage_state=None``; they close with the test."""
    windows: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        window = browser.new_context(**{"base_url": designer_url, "storage_state": signed_in_state, "viewport": WINDOW, **options})
        window.set_default_timeout(15_000)
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def context(open_window: Callable[..., BrowserContext]) -> BrowserContext:
    """A signed-in browser window."""
    return open_window()


@pytest.fixture
def faults() -> Iterator[Faults]:
    """What the consoles of the watched pages say; any error or warning that the test does not expect fails it."""
    heard = Faults()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def page(context: BrowserContext, faults: Faults) -> Page:
    """A page on which any console error or uncaught exception fails the test."""
    return faults.watch(context.new_page())


@pytest.fixture
def stranger(open_window: Callable[..., BrowserContext], faults: Faults) -> Page:
    """A page of somebody who has not signed in."""
    return faults.watch(open_window(storage_state=None).new_page())


@pytest.fixture
def api(context: BrowserContext) -> Api:
    """The HTTP API, with the session of the window."""
    return Api(context)
