"""From a node's output to the row in the admin, and who did what to it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas


def test_a_created_row_is_followed_into_the_admin_edited_there_and_its_history_names_both(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.workflow_named("Product onboarding")).open()
    canvas.press_run()
    dialog = page.get_by_role("dialog", name="Run the draft")
    dialog.get_by_label("Name").fill("Browser-made drill")
    dialog.get_by_role("button", name="Run", exact=True).click()
    run = canvas.expect_run_ended("Succeeded")
    canvas.choose("Create the product")
    canvas.inspector.get_by_role("tab", name="Output").click()
    with page.expect_popup() as popup:
        canvas.inspector.get_by_role("link", name=re.compile(r"^Product \d+")).click()

    admin = popup.value
    expect(admin.get_by_label("Name:")).to_have_value("Browser-made drill")
    admin.get_by_label("Name:").fill("Hand-edited drill")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.get_by_text("was changed successfully")).to_be_visible()
    expect(admin.get_by_label("Name:")).to_have_value("Hand-edited drill")

    admin.get_by_role("link", name="History").click()
    changes = admin.get_by_role("main").get_by_role("row")
    expect(changes).to_have_count(3)
    expect(changes.nth(1)).to_contain_text("Changed")
    expect(changes.nth(1)).to_contain_text("demo")
    expect(changes.nth(1).get_by_role("listitem")).to_have_text("Name: Browser-made drill → Hand-edited drill")
    expect(changes.nth(2)).to_contain_text("Created")
    expect(changes.nth(2)).to_contain_text(f"run #{run}, node create")
    expect(changes.nth(2).get_by_role("link", name=f"run #{run}")).to_have_attribute("href", f"/runs/{run}/")


def test_the_admin_leads_back_to_the_designer(page: Page, api: Api) -> None:
    page.goto("/admin/")
    expect(page).to_have_title(re.compile("DataFlow Designer"))
    page.get_by_role("link", name=re.compile("workflows", re.IGNORECASE)).first.click()
    page.goto("/admin/designer/run/")
    expect(page.get_by_role("heading", name=re.compile("run", re.IGNORECASE)).first).to_be_visible()
