"""Runs under control: paused, resumed, tried again, run from a node; and the settings of a node that say what its failure means."""

import re

import pytest
from playwright.sync_api import Page, expect

from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Definition, Retry
from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas

NO_PRODUCT = 999_999_999


def failing(retry: Retry | None = None) -> Definition:
    """A row is read that is not there; beside it something that succeeds, and after it something that needs it."""
    drawing = (
        WorkflowBuilder()
        .add_node("ProductListNode", "any", {"limit": 1}, name="Any product")
        .add_node("ProductReadNode", "read", {"id": NO_PRODUCT}, name="Read one", retry=retry or Retry())
        .add_node("AIProcessingQueueCreateNode", "queue", {"task_type": "embedding", "ai_service": "local"}, name="Queue it")
        .add_connection("read", "name", "queue", "error")
    )
    return lay_out(drawing.build(), [["any", "read"], ["queue"]])


def start(api: Api, name: str, definition: Definition) -> int:
    """Create a workflow, start its draft and return the run."""
    run: int = api.post(f"workflows/{api.create_workflow(name, definition)}/runs/", {})["id"]
    return run


def expect_stand(page: Page, word: str) -> None:
    """Wait until the head of the page says that the run stands so."""
    expect(page.get_by_role("main").locator("header [data-status]").first).to_have_text(word)


def test_a_run_is_paused_between_two_nodes_and_resumed(page: Page, api: Api) -> None:
    run = start(api, "Paused", drawings.paced(first=2, second=0))
    page.goto(f"/runs/{run}/")
    page.get_by_role("button", name="Pause", exact=True).click()
    expect_stand(page, "Paused")
    about = page.get_by_role("list", name="What happened to the run")
    expect(about).to_contain_text("Paused by demo: no worker takes it until it is resumed.")
    assert {node["node"]: node["status"] for node in api.get(f"runs/{run}/")["nodes"]}["first"] == "succeeded"
    page.goto("/runs/")
    expect(page.get_by_role("row", name=re.compile(f"#{run}"))).to_contain_text("Paused")

    page.goto(f"/runs/{run}/")
    page.get_by_role("button", name="Resume", exact=True).click()
    expect_stand(page, "Succeeded")
    events = [event["type"] for event in api.get(f"runs/{run}/events/") if event["node"] is None]
    assert events == ["run_queued", "run_started", "run_paused", "run_resumed", "run_started", "run_succeeded"]


def test_what_failed_is_tried_again_after_a_look_at_what_would_run(page: Page, api: Api) -> None:
    run = start(api, "Tried again", failing())
    page.goto(f"/runs/{run}/")
    expect_stand(page, "Failed")
    page.get_by_role("button", name="Retry failed").click()
    dialog = page.get_by_role("dialog", name=f"Retry what failed in run #{run}")
    expect(dialog.get_by_role("heading", name="2 nodes will run")).to_be_visible()
    expect(dialog.get_by_role("listitem")).to_have_text(["Read oneNo effect", "Queue itExactly once"])
    expect(dialog).to_contain_text("Taken over, not run again: Any product.")
    dialog.get_by_role("button", name="Retry", exact=True).click()

    expect(page).not_to_have_url(re.compile(f"/runs/{run}/$"))
    expect_stand(page, "Failed")
    again = int(page.url.rstrip("/").rsplit("/", 1)[1])
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_role("button", name="Any product: not run again")).to_be_visible()
    timeline.get_by_role("button", name="Any product: not run again").click()
    panel = page.get_by_role("complementary", name="Data of any")
    expect(panel).to_contain_text(f"Not run again: taken over from run #{run}")
    expect(panel).to_contain_text("No effect")
    page.get_by_role("button", name="Back to the run").click()
    about = page.get_by_role("list", name="What happened to the run")
    expect(about).to_contain_text(f"Repeats run #{run} where it had not succeeded; 1 node did not run again.")
    page.goto(f"/runs/{run}/")
    page.get_by_role("button", name="Back to the run").click()
    expect(about.get_by_role("link", name=f"run #{again}")).to_be_visible()


def test_a_run_is_repeated_from_a_node_by_the_draft_as_it_is_now(page: Page, api: Api) -> None:
    workflow = api.create_workflow("From here", drawings.quick())
    run = api.post(f"workflows/{workflow}/runs/", {})["id"]
    page.goto(f"/runs/{run}/")
    expect_stand(page, "Succeeded")
    page.get_by_role("region", name="Timeline").get_by_role("button", name=re.compile("^Count: ")).click()
    page.get_by_role("button", name="Run from here").click()
    dialog = page.get_by_role("dialog", name="Run from “Count”")
    dialog.get_by_role("radio", name="The draft as it is now").check()
    expect(dialog.get_by_role("heading", name="1 node will run")).to_be_visible()
    dialog.get_by_role("button", name="Run", exact=True).click()
    expect(page).not_to_have_url(re.compile(f"/runs/{run}/$"))
    expect_stand(page, "Succeeded")
    again = api.get(f"runs/{page.url.rstrip('/').rsplit('/', 1)[1]}/")
    assert (again["rerun_of"], again["rerun_from"], again["version"]) == (run, "count", None)


def test_effects_that_would_happen_again_are_told_before(page: Page, api: Api) -> None:
    create = {"task_type": "embedding", "ai_service": "local"}
    run = start(api, "Effects", WorkflowBuilder().add_node("AIProcessingQueueCreateNode", "queue", create, name="Queue it").build())
    page.goto(f"/runs/{run}/")
    expect_stand(page, "Succeeded")
    page.get_by_role("region", name="Timeline").get_by_role("button", name=re.compile("^Queue it: ")).click()
    page.get_by_role("button", name="Run from here").click()
    dialog = page.get_by_role("dialog", name="Run from “Queue it”")
    told = f"“Queue it” had its effect in run #{run} and will have it again: a promise holds within one run."
    expect(dialog).to_contain_text(told)
    dialog.get_by_role("button", name="Cancel").click()
    assert api.get(f"runs/{run}/")["reruns"] == []


def test_a_node_that_waits_for_its_next_try_says_which_and_when(page: Page, api: Api) -> None:
    run = start(api, "Tries", failing(Retry(attempts=3, delay=60)))
    page.goto(f"/runs/{run}/")
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_role("button", name=re.compile("^Read one: "))).to_contain_text(re.compile(r"try 2 of 3 in (1 min|\d+\.0 s)"))
    page.get_by_role("button", name="Cancel run").click()
    expect_stand(page, "Cancelled")
    expect(page.get_by_role("button", name="Run the rest")).to_be_visible()


def test_the_settings_of_a_node_say_how_often_it_is_tried_and_what_its_failure_means(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Settings", failing())
    canvas = Canvas(page, workflow).open()
    canvas.choose("Read one")
    canvas.inspector.get_by_role("tab", name="Settings").click()
    form = canvas.inspector.get_by_role("group", name="When it fails")
    form.get_by_label("Tries in all").fill("4")
    form.get_by_label("First wait").fill("2")
    form.get_by_label("Then each longer by").fill("3")
    form.get_by_label("Longest wait").fill("10")
    form.get_by_label("Random share").fill("20")
    expect(form).to_contain_text("Waits 2.0 s, 6.0 s, 10.0 s, give or take the random share.")
    form.get_by_label("Longest time for a try").fill("1.5")
    form.get_by_role("combobox", name="After the last try").click()
    page.get_by_role("option", name="Go on at an error output").click()
    expect(canvas.output("Read one", "error")).to_be_visible()
    expect(canvas.inspector).to_contain_text("No effect")
    canvas.expect_saved()
    settings = next(node for node in api.draft(workflow)["definition"]["nodes"] if node["id"] == "read")["settings"]
    assert settings["retry"] == {"attempts": 4, "delay": 2.0, "backoff": 3.0, "max_delay": 10.0, "jitter": pytest.approx(0.2)}
    assert (settings["timeout"], settings["on_error"]) == (1.5, "output")


def test_bounds_of_a_run_are_set_beside_its_inputs(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Bounds", drawings.quick())
    canvas = Canvas(page, workflow).open()
    bounds = canvas.inspector.get_by_role("group", name="Bounds of a run")
    bounds.get_by_label("Longest time").fill("90")
    bounds.get_by_label("Nodes at once").fill("2")
    canvas.expect_saved()
    assert api.draft(workflow)["definition"]["settings"] == {"description": "", "timeout": 90.0, "max_parallel": 2}
    canvas.undo()
    canvas.undo()
    canvas.expect_saved()
    expect(bounds.get_by_label("Longest time")).to_have_value("")


def test_priority_and_bound_of_a_workflow_are_kept_beside_the_drawing(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Urgent", drawings.quick())
    canvas = Canvas(page, workflow).open()
    queue = canvas.inspector.get_by_role("group", name="In the queue")
    queue.get_by_label("Priority").fill("-5")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        queue.get_by_label("Runs at once").focus()
    queue.get_by_label("Runs at once").fill("3")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        queue.get_by_label("Runs at once").blur()
    expect(queue.get_by_label("Runs at once")).to_have_value("3")
    told = api.get(f"workflows/{workflow}/")
    assert (told["priority"], told["max_runs"], told["draft"]["number"]) == (-5, 3, 1)
