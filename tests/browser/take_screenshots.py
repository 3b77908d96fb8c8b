"""Takes the pictures of the README: ``python -m tests.browser.take_screenshots``. Needs a built front end."""

import json
import os
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas
from tests.browser.steps.drawings import in_mid_run
from tests.browser.steps.signing import sign_in
from tests.served import ROOT, running_designer
from tests.servers import find_chromium, free_port

IMAGES = ROOT / "docs" / "images"
WINDOW: ViewportSize = {"width": 1440, "height": 900}
#: Side panels as somebody has them who wants to see the drawing.
ARRANGED = {
    "sizes": {"palette": 200, "inspector": 400, "runs": 208},
    "open": {"palette": True, "inspector": True, "runs": True},
    "groups": {},
}


def main() -> None:
    """Run a designer of its own, and take the canvas in the middle of a run, light and dark."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        port, environment = free_port(), {**os.environ, "DATAFLOW_DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
        IMAGES.mkdir(parents=True, exist_ok=True)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        with running_designer(port, environment, Path(folder) / "log"):
            for scheme in ("light", "dark"):
                take_mid_run(browser, f"http://127.0.0.1:{port}", scheme)
        browser.close()


def take_mid_run(browser: Browser, url: str, scheme: Literal["light", "dark"]) -> None:
    """Start a run that takes its time, and take the picture when a node in its middle is at work."""
    context = browser.new_context(base_url=url, viewport=WINDOW, color_scheme=scheme)
    context.add_init_script(f"localStorage.setItem('dataflow:layout', JSON.stringify({json.dumps({'state': ARRANGED, 'version': 0})}))")
    page = context.new_page()
    page.goto("/")
    sign_in(page)
    page.wait_for_url("**/workflows/")
    api = Api(context)
    canvas = Canvas(page, api.create_workflow("Product onboarding, reviewed", in_mid_run())).open()
    canvas.choose("New product")
    canvas.press_run()
    page.get_by_role("dialog", name="Run the draft").get_by_role("button", name="Run", exact=True).click()
    expect(canvas.card("Wait for the review")).to_contain_text("Running · 1.")
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=IMAGES / f"canvas-{scheme}.png")
    context.close()


if __name__ == "__main__":
    main()
