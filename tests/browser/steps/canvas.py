"""The canvas page, used as a person does: cards by their names, ports by their labels, wires by the mouse."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect


class Canvas:
    """The page of one workflow."""

    def __init__(self, page: Page, workflow: int) -> None:
        self.page = page
        self.workflow = workflow
        self.surface = page.get_by_role("application", name="Canvas")
        self.palette = page.get_by_role("region", name="Palette")
        self.inspector = page.get_by_role("region", name="Inspector")
        self.runs = page.get_by_role("region", name="Runs")
        self.run_button = page.locator("header").get_by_role("button", name="Run", exact=True)
        self.save_status = page.get_by_test_id("save-status")

    def open(self) -> Self:
        """Go to the page and wait until the drawing is there."""
        self.page.goto(f"/workflows/{self.workflow}/")
        expect(self.save_status).to_contain_text("saved")
        return self

    def card(self, name: str) -> Locator:
        """The card of the node of that name."""
        return self.page.get_by_role("group", name=re.compile(rf"^{re.escape(name)}, "))

    def output(self, card: str, name: str) -> Locator:
        """The sign of an output on a card."""
        return self.card(card).locator(f'.source[data-handleid="{name}"]')

    def input(self, card: str, name: str) -> Locator:
        """The sign of an input on a card."""
        return self.card(card).locator(f'.target[data-handleid="{name}"]')

    def wire(self, source: str, target: str) -> Locator:
        """The connection between two ports, written ``node.port``."""
        return self.page.get_by_label(f"{source} feeds {target}", exact=True)

    def name_on(self, card: str) -> Locator:
        """The name as it is written on a card."""
        return self.card(card).locator("header").get_by_text(card, exact=True)

    def choose(self, card: str) -> None:
        """Click on a card's name."""
        self.name_on(card).click()

    def drag_from_palette(self, search: str, title: str, across: float, down: float) -> None:
        """Drag a node type to a place on the canvas, given as parts of its width and height."""
        self.palette.get_by_label("Search nodes").fill(search)
        item = self.palette.get_by_role("button", name=f"Add {title}", exact=True)
        box = self.surface.bounding_box()
        assert box is not None
        self.drag(item, box["x"] + across * box["width"], box["y"] + down * box["height"])

    def drag(self, thing: Locator, x: float, y: float) -> None:
        """Drag something to a place in the window with the mouse."""
        self.take(thing)
        self.page.mouse.move(x, y, steps=8)
        self.page.mouse.up()

    def take(self, thing: Locator) -> None:
        """Press the mouse button on the middle of something."""
        x, y = middle(thing)
        self.page.mouse.move(x, y)
        self.page.mouse.down()

    def hold_wire_over(self, source: Locator, card: str) -> None:
        """Draw a wire from a port to the name of a card, which then opens, and hold it there."""
        x, y = middle(self.name_on(card))
        self.take(source)
        self.page.mouse.move(x, y, steps=8)

    def connect(self, source: Locator, card: str, name: str) -> None:
        """Draw a wire from an output to an input of a card."""
        self.hold_wire_over(source, card)
        self.page.mouse.move(*middle(self.input(card, name)), steps=4)
        self.page.mouse.up()

    def undo(self) -> None:
        """Press the button."""
        self.page.get_by_role("button", name=re.compile("^Undo")).click()

    def redo(self) -> None:
        """Press the button."""
        self.page.get_by_role("button", name=re.compile("^Redo")).click()

    def expect_saved(self) -> None:
        """Wait until the page says that what was drawn is saved."""
        expect(self.save_status).to_have_attribute("data-phase", "saved")
        expect(self.save_status).to_contain_text("saved")

    def press_run(self) -> None:
        """Press Run in the bar."""
        self.run_button.click()

    def expect_run_ended(self, word: str) -> int:
        """Wait until the run that is shown has ended so, and return its number."""
        expect(self.runs.locator("[data-status]").first).to_have_text(word)
        return self.shown_run()

    def shown_run(self) -> int:
        """Return the number of the run in the address."""
        expect(self.page).to_have_url(re.compile(r"run=\d+"))
        return int(self.page.url.rsplit("run=", 1)[1])


def middle(thing: Locator) -> tuple[float, float]:
    """Where the middle of something is in the window."""
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
