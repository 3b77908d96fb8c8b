"""The draft is never lost: not to an error of the server, not to a closed page, not to somebody else."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas
from tests.browser.steps.faults import Faults


def rename(canvas: Canvas, card: str, name: str) -> None:
    """Give a node another name in the inspector."""
    canvas.choose(card)
    canvas.inspector.get_by_label("Name of the node").fill(name)
    canvas.inspector.get_by_label("Name of the node").blur()


def names(api: Api, workflow: int) -> list[str]:
    """Return the names of the nodes in the draft."""
    return [node["name"] for node in api.draft(workflow)["definition"]["nodes"]]


class FailingSaves:
    """Answers saves of the draft with an error until it is mended."""

    def __init__(self, page: Page, faults: Faults) -> None:
        faults.expect("503 (Service Unavailable)")
        self.broken = True
        page.route("**/draft/", self._answer)

    def _answer(self, route: Route) -> None:
        if not self.broken or route.request.method != "PUT":
            route.fallback()
            return
        document = {"title": "Unavailable", "status": 503, "code": "unavailable", "detail": "The database is busy. Try again."}
        route.fulfill(status=503, content_type="application/problem+json", json=document)


def test_a_save_that_fails_says_so_and_is_made_up_for(page: Page, api: Api, faults: Faults) -> None:
    saves = FailingSaves(page, faults)
    canvas = Canvas(page, api.create_workflow("A bad moment", drawings.two_apart())).open()
    rename(canvas, "Find", "Found it")
    expect(canvas.save_status).to_have_text("Not saved: The database is busy. Try again.")
    assert names(api, canvas.workflow) == ["Find", "Queue"]
    saves.broken = False
    canvas.expect_saved()
    assert names(api, canvas.workflow) == ["Found it", "Queue"]


def test_what_was_not_saved_when_the_page_closed_is_offered_back(page: Page, api: Api, faults: Faults) -> None:
    saves = FailingSaves(page, faults)
    canvas = Canvas(page, api.create_workflow("Closed too early", drawings.two_apart())).open()
    rename(canvas, "Find", "Not lost")
    expect(canvas.save_status).to_contain_text("Not saved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    saves.broken = False
    expect(canvas.card("Find")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("in this browser were not saved")
    page.get_by_role("button", name="Bring them back").click()
    expect(canvas.card("Not lost")).to_be_visible()
    canvas.expect_saved()
    assert names(api, canvas.workflow) == ["Not lost", "Queue"]
    page.reload()
    expect(canvas.card("Not lost")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_two_who_draw_at_once_are_told_and_nothing_typed_is_lost(
    page: Page, api: Api, faults: Faults, open_window: Callable[..., BrowserContext]
) -> None:
    faults.expect("409 (Conflict)")
    workflow = api.create_workflow("Both at once", drawings.two_apart())
    mine = Canvas(page, workflow).open()
    theirs = Canvas(faults.watch(open_window().new_page()), workflow).open()
    rename(theirs, "Queue", "Theirs")
    theirs.expect_saved()
    rename(mine, "Find", "Mine")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("demo saved this workflow")
    expect(mine.save_status).to_have_text("Not saved: somebody else saved first")
    expect(mine.card("Mine")).to_be_visible()
    assert names(api, workflow) == ["Find", "Theirs"]

    banner.get_by_role("button", name="Keep mine").click()
    mine.expect_saved()
    expect(banner).to_have_count(0)
    assert names(api, workflow) == ["Mine", "Queue"]

    rename(theirs, "Find", "Too late")
    theirs.page.get_by_role("button", name="Take theirs").click()
    expect(theirs.card("Mine")).to_be_visible()
    theirs.expect_saved()
    assert names(api, workflow) == ["Mine", "Queue"]


def test_leaving_the_canvas_saves_at_once(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("Leave", drawings.two_apart())).open()
    rename(canvas, "Find", "Last word")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        page.get_by_role("link", name="All workflows").click()
    assert names(api, canvas.workflow) == ["Last word", "Queue"]
