"""Getting in, and out again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps.signing import sign_in


def test_a_page_asks_for_sign_in_and_comes_back_to_where_one_wanted_to_go(stranger: Page) -> None:
    stranger.goto("/runs/?status=failed")
    expect(stranger).to_have_title("Sign in · DataFlow Designer")
    sign_in(stranger)
    expect(stranger).to_have_url(re.compile(r"/runs/\?status=failed$"))
    expect(stranger.get_by_role("heading", name="Runs", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_and_the_name_is_kept(stranger: Page) -> None:
    stranger.goto("/")
    sign_in(stranger, password="wrong")
    expect(stranger.get_by_role("alert")).to_have_text("User name and password do not belong together. Check both; capitals count.")
    expect(stranger.get_by_label("User name")).to_have_value("demo")
    expect(stranger.get_by_label("Password")).to_be_focused()
    sign_in(stranger)
    expect(stranger.get_by_role("heading", name="Workflows", exact=True)).to_be_visible()


def test_signing_out_ends_the_session(stranger: Page) -> None:
    stranger.goto("/")
    sign_in(stranger)
    stranger.get_by_role("button", name="Account of Demo Person").click()
    stranger.get_by_role("menuitem", name="Sign out").click()
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    stranger.goto("/workflows/")
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    assert stranger.context.request.get("/api/me/").status in {401, 403}
