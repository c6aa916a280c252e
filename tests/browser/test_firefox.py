"""Firefox once: what is selected there is what is stored, to the code point."""

from collections.abc import Iterator

import pytest

from tests.browser.firefox import Firefox, find_firefox
from tests.browser.reader import ENDS, SELECT, find, rows_in
from tests.browser.server import Article, Workbench

ASTRAL = "family 👨‍👩‍👧‍👦 and a cafe\u0301"
QUOTES = {
    "the steel came from 12 suppliers": ("1", "sourced"),
    "sunny afternoon with the family 👨‍👩‍👧‍👦": ("2", "promotional"),
    "“a formality” 🇩🇪": ("4", "disputed"),
}
_ARTICLE = 'document.querySelector("[data-testid=article]")'
_IS_SAVED = """(count) =>
  document.querySelector("[data-testid=save-state]")?.dataset.pending === "0" &&
  document.querySelectorAll("[data-annotation][data-state=saved]").length === count"""


@pytest.fixture
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = find_firefox()
    if program is None:
        pytest.skip("No Firefox is installed (firefox-esr, firefox, or WORKBENCH_FIREFOX)")
    opened = Firefox(program, tmp_path_factory.mktemp("firefox"))
    yield opened
    opened.close()


def test_what_is_selected_in_firefox_is_what_is_stored(
    firefox: Firefox, workbench: Workbench, article: Article
) -> None:
    firefox.open(f"{workbench.url}/annotate?article={article.id}")
    firefox.wait_for(_IS_SAVED, 0)
    assert firefox.evaluate(f"() => {_ARTICLE}.textContent") == article.text
    for n, (quote, (key, _)) in enumerate(QUOTES.items(), start=1):
        span = find(article.text, quote)
        x_start, y_start, x_end, y_end = firefox.evaluate(
            f"(extent) => ({ENDS})({_ARTICLE}, extent)", [span.start, span.end]
        )
        firefox.drag((x_start, y_start), (x_end, y_end))
        firefox.press(key)
        firefox.wait_for(_IS_SAVED, n)
    span = find(article.text, ASTRAL)
    firefox.evaluate(f"(extent) => ({SELECT})({_ARTICLE}, extent)", [span.start, span.end])
    firefox.press("3")
    firefox.wait_for(_IS_SAVED, len(QUOTES) + 1)
    stored = {row["quote"]: row["tag"] for row in rows_in(workbench, article)}
    assert stored == {quote: tag for quote, (_, tag) in QUOTES.items()} | {ASTRAL: "filler"}
    assert firefox.evaluate(f"() => {_ARTICLE}.textContent") == article.text
