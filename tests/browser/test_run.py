"""Running: statuses that come live, what went in and came out, failures, and nothing missed when the line is cut."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas
from tests.browser.steps.faults import Faults
from tests.browser.steps.sockets import Sockets
from tests.served import await_true

DURATION = r"(< 1 ms|\d+ ms|\d+\.\d s)"


def start(canvas: Canvas, category: str) -> None:
    """Press Run and fill the dialog's only input."""
    canvas.press_run()
    dialog = canvas.page.get_by_role("dialog", name="Run the draft")
    expect(dialog.get_by_label("Category")).to_have_value("Power Tools")
    dialog.get_by_label("Category").fill(category)
    dialog.get_by_role("button", name="Run", exact=True).click()


def expect_status(canvas: Canvas, card: str, words: str) -> None:
    """Wait until a card says that its node is so."""
    expect(canvas.card(card)).to_have_accessible_name(re.compile(rf", {words}$"))


def expect_the_whole_picture(canvas: Canvas, api: Api) -> None:
    """Compare cards, timeline and events with what the server tells of the run."""
    run = api.get(f"runs/{canvas.shown_run()}/")
    names = {node["id"]: node["name"] for node in run["definition"]["nodes"]}
    for node in run["nodes"]:
        words = node["status"] if node["duration_ms"] is None else rf"{node['status']}, {DURATION}"
        expect(canvas.card(names[node["node"]])).to_have_accessible_name(re.compile(rf", {words}(, |$)"))
    expect(canvas.runs.get_by_role("listitem")).to_have_count(len(run["nodes"]))
    canvas.runs.get_by_role("tab", name="Events").click()
    events = canvas.runs.get_by_role("listitem")
    expect(events).to_have_count(run["last_seq"])
    expect(events).to_have_text([re.compile(rf"^{seq}\d\d:\d\d:") for seq in range(1, run["last_seq"] + 1)])
    expect(events.last).to_contain_text(f"Run {run['status']}")


def test_each_node_goes_from_queued_over_running_to_succeeded_live(page: Page, api: Api) -> None:
    sockets = Sockets(page)
    canvas = Canvas(page, api.create_workflow("Live", drawings.paced(first=2, second=2))).open()
    start(canvas, "Hand Tools")
    expect_status(canvas, "First pause", "running")
    expect_status(canvas, "Second pause", "queued")
    expect(canvas.card("First pause")).to_contain_text(re.compile(r"Running · \d"))
    expect_status(canvas, "First pause", rf"succeeded, {DURATION}")
    expect_status(canvas, "Search", rf"succeeded, {DURATION}")
    expect(canvas.card("Search")).to_contain_text("2 rows")
    expect_status(canvas, "Second pause", "running")
    expect_status(canvas, "Second pause", r"succeeded, \d\.\d s")
    run = canvas.expect_run_ended("Succeeded")
    expect(page.get_by_test_id("live-region")).to_contain_text(f"Run {run} succeeded.")
    last_seq = api.get(f"runs/{run}/")["last_seq"]
    assert [event["seq"] for event in sockets.events] == list(range(last_seq - len(sockets.events) + 1, last_seq + 1))
    assert {"first", "search", "second"} <= {event["node"] for event in sockets.events if event["type"] == "node_succeeded"}
    assert api.get(f"runs/{run}/")["inputs"] == {"category": "Hand Tools"}
    expect_the_whole_picture(canvas, api)


def test_what_went_into_a_node_and_what_came_out_is_shown(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("In and out", drawings.paced(first=0, second=0))).open()
    start(canvas, "Hand Tools")
    run = canvas.expect_run_ended("Succeeded")
    canvas.choose("Search")
    canvas.inspector.get_by_role("tab", name="Input").click()
    went_in = canvas.inspector.get_by_role("group", name="input of search")
    expect(went_in).to_contain_text("category")
    expect(went_in).to_contain_text("Hand Tools")
    canvas.inspector.get_by_role("tab", name="Output").click()
    rows = canvas.inspector.get_by_role("region", name="output of search").get_by_role("row")
    expect(rows).to_have_count(3)
    first = api.get(f"runs/{run}/nodes/search/")["output"]["records"][0]
    expect(rows.nth(1).get_by_text(first["product_code"], exact=True)).to_be_visible()
    expect(canvas.inspector.get_by_role("group", name="rest of the output of search")).to_contain_text("count")


def test_a_failing_node_says_why_its_successors_are_skipped_and_the_other_branch_succeeds(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("Break it", drawings.fragile())).open()
    canvas.choose("Use its name")
    canvas.inspector.get_by_role("textbox", name="Expression").fill("$uppercase(1)")
    canvas.press_run()
    run = canvas.expect_run_ended("Failed")
    failure = api.get(f"runs/{run}/")["error"]
    assert failure["node"] == "use"
    expect(canvas.card("Use its name")).to_have_accessible_name(re.compile(f"failed, .*{re.escape(failure['message'])}$"))
    expect_status(canvas, "And later", "skipped")
    expect_status(canvas, "Any product", rf"succeeded, {DURATION}")
    expect_status(canvas, "Read one", rf"succeeded, {DURATION}")

    canvas.inspector.get_by_role("tab", name="Output").click()
    expect(canvas.inspector.get_by_role("alert")).to_contain_text(failure["message"])
    canvas.choose("And later")
    expect(canvas.inspector.get_by_text("because 'use' failed")).to_be_visible()


def test_a_reload_in_the_middle_of_a_run_misses_nothing(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("Reload", drawings.paced(first=2, second=4))).open()
    start(canvas, "Power Tools")
    expect_status(canvas, "First pause", "running")
    page.reload()
    expect_status(canvas, "Start", rf"succeeded, {DURATION}")
    expect_status(canvas, "Second pause", "running")
    page.reload()
    expect_status(canvas, "Second pause", r"succeeded, \d\.\d s")
    canvas.expect_run_ended("Succeeded")
    expect_the_whole_picture(canvas, api)


def test_a_line_that_is_cut_in_the_middle_of_a_run_misses_nothing(page: Page, api: Api) -> None:
    sockets = Sockets(page)
    canvas = Canvas(page, api.create_workflow("Cut", drawings.paced(first=2, second=2))).open()
    start(canvas, "Power Tools")
    expect_status(canvas, "First pause", "running")
    sockets.cut()
    expect_status(canvas, "Second pause", "running")
    sockets.cut()
    canvas.expect_run_ended("Succeeded")
    assert sockets.opened >= 2
    expect_the_whole_picture(canvas, api)


def test_a_run_that_ends_while_the_computer_is_offline_is_told_when_it_is_back(page: Page, api: Api, faults: Faults) -> None:
    faults.expect("ERR_INTERNET_DISCONNECTED")
    faults.expect("WebSocket connection to")
    canvas = Canvas(page, api.create_workflow("Offline", drawings.paced(first=2, second=0.1))).open()
    start(canvas, "Power Tools")
    expect_status(canvas, "First pause", "running")
    page.context.set_offline(offline=True)
    run = canvas.shown_run()
    await_true(lambda: api.get(f"runs/{run}/")["status"] == "succeeded", seconds=20)
    page.context.set_offline(offline=False)
    canvas.expect_run_ended("Succeeded")
    expect_the_whole_picture(canvas, api)


def test_the_page_of_a_run_shows_how_it_went(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Its own page", drawings.paced(first=0.1, second=0.5))
    run = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {"category": "Power Tools"}})["id"]
    page.goto(f"/runs/{run}/")
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_role("button", name=re.compile(r"^Second pause: \d"))).to_be_visible()
    expect(page).to_have_title(f"Run {run} succeeded · DataFlow Designer")
    timeline.get_by_role("button", name=re.compile("^Search: ")).click()
    side = page.get_by_role("complementary", name="Data of search")
    expect(side.get_by_role("heading", name="Search")).to_be_visible()
    expect(side.get_by_text("2 rows", exact=True)).to_be_visible()
    page.get_by_role("button", name="Run again").click()
    dialog = page.get_by_role("dialog", name="again")
    expect(dialog.get_by_role("radio", name="The draft as it is now")).to_be_checked()
    expect(dialog.get_by_label("Category")).to_have_value("Power Tools")
    dialog.get_by_role("button", name="Run", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/runs/(?!{run}/)\d+/$"))


def test_a_run_is_cancelled(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("Cancel", drawings.paced(first=60, second=0))).open()
    start(canvas, "Power Tools")
    expect_status(canvas, "First pause", "running")
    canvas.runs.get_by_role("button", name="Cancel run").click()
    run = canvas.expect_run_ended("Cancelled")
    assert api.get(f"runs/{run}/")["status"] == "cancelled"
