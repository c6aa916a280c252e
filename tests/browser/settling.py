"""Hands for the adjudication screen: step, decide, look."""

from playwright.sync_api import Page, expect


class Settling:
    """The adjudication screen of one article in one tab, worked by its keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.locator(".fcw-s-panel-title")
        self.save_state = page.get_by_test_id("save-state")
        self.gold = page.locator(".fcw-s-card-gold")
        self.cards = page.locator(".fcw-s-card[data-decision]")
        self.settled = page.locator('.fcw-s-marker[aria-label*="settled"]')
        self.open = page.locator('.fcw-s-marker[aria-label*="open"]')

    def expect_open(self, text: str) -> None:
        """The readings are there over the text, letter by letter as it is stored."""
        expect(self.title).to_contain_text("Conflict")
        self.expect_saved()
        shown = self.page.get_by_test_id("article").evaluate("node => node.textContent")
        assert shown == text

    def expect_saved(self) -> None:
        """Nothing waits."""
        expect(self.save_state).to_have_attribute("data-pending", "0")

    def expect_decisions(self, *decisions: str) -> None:
        """What was decided about the passages of this conflict, in the order of their cards."""
        expect(self.cards).to_have_count(len(decisions))
        for place, decision in enumerate(decisions):
            expect(self.cards.nth(place)).to_have_attribute("data-decision", decision)

    def reject(self, reason: str, note: str = "") -> None:
        """Rejects the first passage that is undecided, for the reason with this number."""
        self.press("r", reason)
        if note:
            self.page.get_by_role("dialog").get_by_role("textbox").fill(note)
        self.press("Control+Enter" if note else "Enter")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
