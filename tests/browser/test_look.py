"""Every page on a narrow screen and in both colour schemes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas
from tests.browser.steps.faults import Faults

PAGES = {
    "/workflows/": "Product onboarding",
    "/workflows/1/": "Create the product",
    "/runs/": "Everything that ran or is running",
    "/runs/{run}/": "About this run",
    "/schedules/": "Schedules",
    "/models/": "UNSPSCClassification",
    "/operations/": "Schedule lag",
    "/nowhere/": "Page not found",
}
IS_SIDEWAYS = "document.scrollingElement.scrollWidth > window.innerWidth"


@pytest.fixture
def run(api: Api) -> int:
    """A run that has ended."""
    workflow = api.create_workflow("Looked at", drawings.quick())
    number: int = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {}})["id"]
    return number


def visit(page: Page, path: str, run: int) -> None:
    """Open a page and wait until what it is about is there."""
    page.goto(path.format(run=run))
    expect(page.get_by_text(PAGES[path]).first).to_be_visible()


@pytest.mark.parametrize("width", [900, 1440])
def test_no_page_scrolls_sideways(width: int, run: int, faults: Faults, open_window: Callable[..., BrowserContext]) -> None:
    faults.expect("404 (Not Found)")
    page = faults.watch(open_window(viewport={"width": width, "height": 800}).new_page())
    for path in PAGES:
        visit(page, path, run)
        assert page.evaluate(IS_SIDEWAYS) is False, f"{path} scrolls sideways at {width} px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_drawn_in_the_colours_of_the_system(
    scheme: str, run: int, faults: Faults, open_window: Callable[..., BrowserContext]
) -> None:
    faults.expect("404 (Not Found)")
    page = faults.watch(open_window(color_scheme=scheme).new_page())
    for path in PAGES:
        visit(page, path, run)
        channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)")
        assert (sum(channels) < 3 * 128) == (scheme == "dark"), f"{path} is drawn on {channels}"


def test_the_colour_scheme_is_chosen_and_remembered(page: Page) -> None:
    page.goto("/workflows/")
    page.get_by_role("button", name="Colour scheme").click()
    page.get_by_role("menuitem", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_on_a_narrow_screen_the_side_panels_are_drawers(api: Api, faults: Faults, open_window: Callable[..., BrowserContext]) -> None:
    page = faults.watch(open_window(viewport={"width": 900, "height": 800}).new_page())
    canvas = Canvas(page, api.create_workflow("Narrow", drawings.two_apart())).open()
    expect(canvas.palette).to_have_count(0)
    expect(canvas.inspector).to_have_count(0)
    whole = canvas.surface.bounding_box()
    page.get_by_role("button", name="palette").click()
    expect(canvas.palette).to_be_visible()
    assert canvas.surface.bounding_box() == whole
    page.get_by_role("button", name="inspector").click()
    expect(canvas.inspector).to_be_visible()
    expect(canvas.palette).to_have_count(0)
    assert page.evaluate(IS_SIDEWAYS) is False
    page.get_by_role("button", name="inspector").click()
    expect(canvas.inspector).to_have_count(0)
