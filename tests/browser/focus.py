"""Where the focus is, and whether it can be seen; the way to a control by Tab."""

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TookTooLong

_IDLE = """() => document.querySelector(
  "[data-testid=stApp][data-test-script-state=notRunning]:not([data-test-connection-state=CONNECTING])")"""
_FOCUS = """() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return "Nothing has the focus";
  const drawn = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  // Some of it is in the window, and nothing lies over that.
  const seen = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
    const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (x0 >= x1 || y0 >= y1) return false;
    return [0.1, 0.5, 0.9].some((part) => {
      const top = document.elementFromPoint((x0 + x1) / 2, y0 + (y1 - y0) * part);
      return top !== null && (node.contains(top) || top.contains(node) || isText(node, top));
    });
  };
  // No pointer meets the marks in the text: it meets the text that they stand beside.
  const isText = (node, top) => node.matches(MARKS) && top.closest("[data-testid=article]") !== null;
  // The cursor's bar, or the open passage's handles, say where the focus is within the text.
  const MARKS = ".fcw-r-bar, .fcw-r-handle";
  const beside = at.closest("[data-testid=article]") ? [...document.querySelectorAll(MARKS)] : [];
  const field = at.closest("[role=group], [data-baseweb]");
  const marks = [at, ...(field ? [field] : [])].filter(drawn);
  if ([...marks, ...beside].some(seen)) return "";
  return `Not seen to have the focus: ${at.outerHTML.slice(0, 200)}`;
}"""
_NAMED = """(name) => {
  const at = document.activeElement;
  const names = [at.getAttribute("aria-label"), at.labels?.[0]?.textContent, at.textContent];
  return names.some((one) => one != null && new RegExp(name).test(one.trim()));
}"""


def settled(page: Page) -> None:
    """The page has been drawn, and nothing of it is on its way."""
    page.wait_for_function(_IDLE)


def expect_focus(page: Page) -> None:
    """Something has the focus, and its mark can be seen in the window."""
    try:
        page.wait_for_function(f"() => ({_FOCUS})() === ''", timeout=15_000)
    except TookTooLong:
        raise AssertionError(page.evaluate(_FOCUS)) from None


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Presses Tab until what is named so (a pattern) has the focus, seeing it on each way station."""
    for _ in range(60):
        page.keyboard.press(key)
        expect_focus(page)
        if page.evaluate(_NAMED, name):
            return
    raise AssertionError(f"{key} does not reach {name}")
