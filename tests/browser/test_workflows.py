"""The list of workflows, and the life of one: made, published, restored, archived."""

from playwright.sync_api import Page, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.canvas import Canvas


def test_the_guides_workflows_are_there_with_their_state(page: Page) -> None:
    page.goto("/")
    table = page.get_by_role("table", name="Workflows")
    for name in ("Product onboarding", "Find candidates", "Bulk import"):
        expect(table.get_by_role("row", name=name)).to_contain_text("Published v1")
    table.get_by_role("link", name="Product onboarding").click()
    expect(page.get_by_label("Name of the workflow")).to_have_value("Product onboarding")
    expect(page.get_by_label(" feeds ")).to_have_count(8)


def test_a_run_comes_into_the_strip_of_last_runs_while_one_looks(page: Page, api: Api) -> None:
    workflow = api.create_workflow("Strip", drawings.quick())
    page.goto("/workflows/?search=Strip")
    strip = page.get_by_role("group", name="Last runs of Strip")
    expect(strip).to_be_attached()
    expect(strip.get_by_role("link")).to_have_count(0)
    run = api.post(f"workflows/{workflow}/runs/", {"source": "draft", "inputs": {}})["id"]
    strip.get_by_role("link", name=f"Run {run} succeeded in").click()
    expect(page.get_by_role("heading", name=f"Run #{run}")).to_be_visible()


def test_a_workflow_is_made_from_a_template_and_found_again(page: Page, api: Api) -> None:
    page.goto("/workflows/")
    page.get_by_role("button", name="New workflow").click()
    dialog = page.get_by_role("dialog", name="New workflow")
    dialog.get_by_label("Name").fill("My candidates")
    dialog.get_by_role("radio", name="Find candidates").click()
    dialog.get_by_role("button", name="Create workflow").click()
    expect(page.get_by_label("Name of the workflow")).to_have_value("My candidates")
    page.get_by_role("link", name="All workflows").click()
    page.get_by_label("Search workflows").fill("my cand")
    rows = page.get_by_role("table", name="Workflows").get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("Draft")
    page.get_by_role("button", name="Actions for My candidates").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("No workflow matches")).to_be_visible()


def test_a_draft_is_published_with_a_message_and_an_older_version_brought_back(page: Page, api: Api) -> None:
    canvas = Canvas(page, api.create_workflow("Versions", drawings.quick())).open()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_label("What changed").fill("It counts")
    page.get_by_role("button", name="Publish version").click()
    expect(page.get_by_text("Version 1 is published")).to_be_visible()

    canvas.choose("Count")
    page.keyboard.press("Delete")
    canvas.expect_saved()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Versions").click()
    dialog = page.get_by_role("dialog", name="Versions")
    expect(dialog.get_by_role("listitem")).to_contain_text(["Version 1"])
    expect(dialog.get_by_role("listitem")).to_contain_text(["It counts · demo"])
    dialog.get_by_role("button", name="Restore to draft").click()
    expect(canvas.card("Count")).to_be_visible()
    assert [node["id"] for node in api.draft(canvas.workflow)["definition"]["nodes"]] == ["count"]

    page.get_by_role("link", name="All workflows").click()
    expect(page.get_by_role("row", name="Versions")).to_contain_text("Published v1")
