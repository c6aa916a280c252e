"""Hands for the form that people sign in by."""

from playwright.sync_api import Page, expect

from tests.accounts import PASSWORD, address_of


def sign_in(page: Page, name: str, url: str) -> None:
    """Comes in by the form at that address."""
    page.goto(f"{url}/sign-in")
    fill_in(page, name)
    expect(page.get_by_text(name, exact=True).first).to_be_visible()


def fill_in(page: Page, name: str) -> None:
    """Fills in the form that is open."""
    page.get_by_label("E-mail address").fill(address_of(name))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
