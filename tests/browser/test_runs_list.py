"""The list of runs, live and filtered."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.sockets import Sockets
from tests.served import await_true


def test_runs_come_into_the_list_as_they_happen_and_change_there(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Listed live", drawings.paced(first=2, second=1))
    page.goto(f"/runs/?workflow={workflow}")
    expect(page.get_by_text("No run matches")).to_be_visible()
    run = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {"category": "Power Tools"}})["id"]
    row = page.get_by_role("table", name="Runs").get_by_role("row", name=f"#{run}")
    expect(row).to_contain_text("Running")
    expect(row).to_contain_text("Succeeded")
    expect(row).to_contain_text(re.compile(r"\d\.\d s$"))


def test_a_run_that_starts_while_the_line_is_cut_is_in_the_list_when_it_is_back(page: Page, api: Api) -> None:
    sockets = Sockets(page)
    workflow = api.create_workflow("Listed late", drawings.quick())
    page.goto(f"/runs/?workflow={workflow}")
    expect(page.get_by_text("No run matches")).to_be_visible()
    await_true(lambda: sockets.opened, seconds=5)
    sockets.refuse = True
    sockets.cut()
    run = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {}})["id"]
    await_true(lambda: api.get(f"runs/{run}/")["status"] == "succeeded", seconds=10)
    sockets.refuse = False
    expect(page.get_by_role("table", name="Runs").get_by_role("row", name=f"#{run}")).to_contain_text("Succeeded")


def test_filters_stand_in_the_address(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Filtered", drawings.quick())
    api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {}})
    page.goto(f"/runs/?workflow={workflow}")
    expect(page.get_by_role("table", name="Runs").get_by_role("row")).to_have_count(2)
    page.get_by_role("combobox", name="Any status").click()
    page.get_by_role("option", name="Failed").click()
    expect(page).to_have_url(re.compile(rf"workflow={workflow}&status=failed$"))
    expect(page.get_by_text("No run matches")).to_be_visible()
    page.reload()
    expect(page.get_by_role("combobox", name="Any status")).to_have_value("Failed")
    page.get_by_role("button", name="Clear").first.click()
    expect(page).to_have_url(re.compile(r"/runs/$"))
