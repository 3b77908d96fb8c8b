"""Signing in."""

from playwright.sync_api import Page


def sign_in(page: Page, password: str = "demo") -> None:
    """Fill the form of the sign-in page and send it."""
    page.get_by_label("User name").fill("demo")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
