"""Both themes of a page that is open once: it follows when the computer turns from light to dark."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.axe import expect_none
from tests.browser.focus import settled

_OTHER = {"light": "dark", "dark": "light"}
_DRAWN = """(theme) => {
  const is_dark = (colour) => Math.max(...colour.match(/\\d+/g).slice(0, 3).map(Number)) < 100;
  const app = document.querySelector("[data-testid=stApp]");
  if (is_dark(getComputedStyle(app).backgroundColor) !== (theme === "dark")) return false;
  const told = [...document.querySelectorAll(".fcw-heading p")];
  const ink = told.map((one) => getComputedStyle(one).color);
  if (ink.some((colour) => is_dark(colour) !== (theme === "light"))) return false;
  const readers = [...document.querySelectorAll(".fcw-r-root")].map((one) => one.dataset.theme);
  if (readers.some((one) => one !== theme && one !== "sepia")) return false;
  return document.getAnimations().every((one) => !(one instanceof CSSTransition));
}"""


@dataclass
class DayAndNight:
    """A tab on a computer that turns from light to dark and back, looked at by axe in both.

    It turns once a look: every other one begins in the dark.
    """

    page: Page
    where: str
    theme: str = "light"

    def __post_init__(self) -> None:
        self.page.emulate_media(color_scheme=self.theme)  # type: ignore[arg-type]

    def check(self, part: str) -> None:
        """Nothing grave is in the page as it is now, in light and in dark."""
        self._look(part)
        self.theme = _OTHER[self.theme]
        self.page.emulate_media(color_scheme=self.theme)  # type: ignore[arg-type]
        self._look(part)

    def _look(self, part: str) -> None:
        settled(self.page)
        self.page.wait_for_function(_DRAWN, arg=self.theme)
        settled(self.page)
        expect_none(self.page, f"{self.theme} {self.where}: {part}")
