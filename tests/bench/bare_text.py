"""The floor under a key in a text: the same drawing in the same page, and no code but a line.

The article is cloned as the reader drew it, everything else is taken out of the page, and a key
gives one of the passages on the screen, or a paragraph where there are none, another background.
What then passes until the frame is shown is the browser's own: no reader that draws this could be
faster.
"""

from playwright.sync_api import Page

from tests.bench.stand import AT_REST

_MAKE_BARE = """() => {
  const article = document.querySelector('[data-testid="article"]');
  const [root, stage, text] = [".fcw-r-root", ".fcw-r-stage", ".fcw-r-text"].map((one) => article.closest(one).cloneNode(false));
  text.append(article.cloneNode(true));
  stage.append(document.createElement("div"), text);
  root.append(stage);
  document.body.replaceChildren(root);
  const isSeen = (one) => one.getBoundingClientRect().bottom < innerHeight;
  const marks = [...text.querySelectorAll("mark")].slice(0, 500).filter(isSeen);
  const seen = marks.length > 0 ? marks : [...text.querySelectorAll(".fcw-r-words")].slice(0, 50).filter(isSeen);
  let pressed = 0;
  addEventListener("keydown", () => {
    const { style } = seen[(7 * pressed) % seen.length];
    style.backgroundColor = pressed % 2 ? "#ddd" : "#ccc";
    pressed += 1;
  });
}"""


def make_bare(page: Page) -> None:
    """Leaves of an opened article only what is drawn of its text."""
    page.evaluate(_MAKE_BARE)
    page.wait_for_timeout(AT_REST)
