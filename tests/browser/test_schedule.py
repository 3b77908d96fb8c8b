"""Schedules: written with their next times in sight, refused when they are none, and starting runs by themselves."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import drawings
from tests.browser.steps.api import Api
from tests.browser.steps.clock import make_due
from tests.browser.steps.faults import Faults


def publish(api: Api, name: str) -> int:
    """Create a workflow that takes nothing and is published."""
    workflow = api.create_workflow(name, drawings.quick())
    api.post(f"workflows/{workflow}/publish/", {"message": "First"})
    return workflow


def new_schedule(page: Page, workflow: int) -> Locator:
    """Open the form for a new schedule of a workflow."""
    page.goto(f"/schedules/?workflow={workflow}")
    page.get_by_role("button", name="New schedule").first.click()
    return page.get_by_role("dialog", name="New schedule")


def test_a_schedule_shows_its_next_five_times_and_starts_a_run_that_comes_into_the_list(
    page: Page, api: Api, designer_folder: Path
) -> None:
    workflow = publish(api, "Every minute")
    dialog = new_schedule(page, workflow)
    dialog.get_by_label("When").fill("* * * * *")
    dialog.get_by_label("Time zone").fill("Tokyo")
    page.get_by_role("option", name=re.compile("Tokyo")).click()
    times = dialog.get_by_text("Next starts in Asia/Tokyo").locator("xpath=following-sibling::ol").get_by_role("listitem")
    expect(times).to_have_count(5)
    dialog.get_by_role("button", name="Create schedule").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("table", name="Schedules").get_by_text("* * * * *")).to_be_visible()

    [trigger] = api.get(f"triggers/?workflow={workflow}")
    assert (trigger["parameters"]["cron"], trigger["parameters"]["timezone"]) == ("* * * * *", "Asia/Tokyo")
    assert len(trigger["next_times"]) == 5
    page.goto(f"/runs/?workflow={workflow}")
    expect(page.get_by_role("heading", name="Runs", exact=True)).to_be_visible()
    make_due(designer_folder, trigger["id"])
    run = page.get_by_role("table", name="Runs").get_by_role("row").nth(1)
    expect(run).to_contain_text("Succeeded", timeout=15_000)
    expect(run).to_contain_text("Schedule")
    expect(run).to_contain_text("v1")


def test_what_is_no_cron_expression_or_zone_is_told_at_its_field(page: Page, api: Api, faults: Faults) -> None:
    faults.expect("400 (Bad Request)")
    dialog = new_schedule(page, publish(api, "Wrong cron"))
    dialog.get_by_label("When").fill("every monday")
    expect(dialog.get_by_role("alert")).to_contain_text("every monday")
    expect(dialog.get_by_role("button", name="Create schedule")).to_be_disabled()
    dialog.get_by_label("When").fill("0 25 * * *")
    expect(dialog.get_by_role("alert")).to_contain_text("25")
    dialog.get_by_label("When").fill("0 6 * * 1")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Create schedule")).to_be_enabled()


def test_a_workflow_that_is_not_published_says_so(page: Page, api: Api) -> None:
    dialog = new_schedule(page, api.create_workflow("Only a draft", drawings.quick()))
    expect(dialog.get_by_text("Publish this workflow first.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Create schedule")).to_be_disabled()


def test_a_schedule_is_switched_off_and_deleted(page: Page, api: Api) -> None:
    workflow = publish(api, "Off and away")
    body = {"workflow": workflow, "type": "schedule", "parameters": {"cron": "0 6 * * 1", "timezone": "Europe/Berlin"}}
    api.post("triggers/", body)
    page.goto(f"/schedules/?workflow={workflow}")
    page.get_by_role("switch", name="Schedule of Off and away").press("Space")
    expect(page.get_by_text("switched off")).to_be_visible()
    assert [each["enabled"] for each in api.get(f"triggers/?workflow={workflow}")] == [False]
    page.get_by_role("button", name="Actions for the schedule of Off and away").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("button", name="Delete schedule").click()
    expect(page.get_by_text("This workflow has no schedule")).to_be_visible()
    assert api.get(f"triggers/?workflow={workflow}") == []


def test_an_interval_and_a_single_time_are_written_with_their_reading(page: Page, api: Api) -> None:
    workflow = publish(api, "Now and then")
    dialog = new_schedule(page, workflow)
    dialog.get_by_text("Interval", exact=True).click()
    dialog.get_by_label("Every").fill("20")
    dialog.get_by_label("From").fill("2030-03-01T08:00")
    expect(dialog.get_by_text(re.compile("Every 20 minutes, from 1 March 2030 at 08:00"))).to_be_visible()
    dialog.get_by_role("button", name="Create schedule").click()
    expect(dialog).to_have_count(0)

    dialog = new_schedule(page, workflow)
    dialog.get_by_text("Once", exact=True).click()
    dialog.get_by_label("Date and time").fill("2030-03-01T08:00")
    expect(dialog.get_by_text(re.compile("Once, on 1 March 2030 at 08:00"))).to_be_visible()
    dialog.get_by_role("button", name="Create schedule").click()
    expect(dialog).to_have_count(0)

    found = {each["type"]: each["parameters"] for each in api.get(f"triggers/?workflow={workflow}")}
    assert (found["interval"]["every"], found["interval"]["starts_at"], found["once"]["at"]) == (20, "2030-03-01T08:00", "2030-03-01T08:00")


def test_what_will_never_start_or_ends_before_it_starts_is_told_at_its_field(page: Page, api: Api, faults: Faults) -> None:
    faults.expect("400 (Bad Request)")
    dialog = new_schedule(page, publish(api, "Never"))
    dialog.get_by_text("Once", exact=True).click()
    dialog.get_by_label("Date and time").fill("2020-01-01T08:00")
    expect(dialog.get_by_text("It would never start: the last time has passed.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Create schedule")).to_be_disabled()
    dialog.get_by_text("Interval", exact=True).click()
    dialog.get_by_label("From").fill("2030-03-01T08:00")
    dialog.get_by_text("Bounds").click()
    dialog.get_by_label("Not after").fill("2030-02-01T08:00")
    expect(dialog.get_by_text("It would end before it starts.")).to_be_visible()
