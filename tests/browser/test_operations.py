"""The operators' page: what runs the work, what waits, and what failed."""

import re

from playwright.sync_api import Page, expect

from dataflow_app.graph.builder import WorkflowBuilder
from tests.browser.steps import drawings
from tests.browser.steps.api import Api


def test_the_worker_of_this_process_and_a_workflow_that_fails_are_told(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Cannot be done", WorkflowBuilder().add_node("ProductReadNode", "read", {"id": 999_999_999}).build())
    run = api.post(f"workflows/{workflow}/runs/?wait=10", {"source": "draft", "inputs": {}})
    assert run["status"] == "failed"

    page.goto("/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Operations").click()
    workers = page.get_by_role("table", name="Workers", exact=True)
    expect(workers.get_by_role("row").nth(1)).to_contain_text(re.compile(r":\d+.*0 of 4"))
    failing = page.get_by_role("region", name="Failing workflows").get_by_role("row", name=re.compile("Cannot be done"))
    expect(failing).to_contain_text(run["error"]["message"])
    failing.get_by_role("link", name=f"#{run['id']}").click()
    expect(page).to_have_url(re.compile(f"/runs/{run['id']}/$"))


def test_the_queue_is_told_while_it_is_there(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Takes its time", drawings.paced(60, 0))
    run = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {}})["id"]

    page.goto("/operations/")
    queue = page.get_by_role("region", name="Queue")
    expect(queue.get_by_role("columnheader", name="Waits longest")).to_be_visible()
    api.post(f"runs/{run}/cancel/", {})
    expect(queue).to_contain_text("Nothing waits and nothing runs.")
