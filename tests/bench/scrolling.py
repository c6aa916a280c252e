"""Scrolling the longest article from end to end: how many frames the browser dropped.

Chromium scrolls by itself, as under a wheel, while its trace tells how each frame ended. A frame is
dropped where there was something new to show at its time and nothing of it was shown; shown in part
where the page's own work (the bracket beside the text, cards that come near) was late for it. The
last column is what the page itself sees: frames missing between two calls of requestAnimationFrame.
"""

import statistics
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.bench.stand import WINDOW, stand
from tests.bench.table import Grid
from tests.bench.tracing import FRAMES, tracing

CASES = ((1_000, 0), (100_000, 2_000))
PIXELS_A_SECOND = 12_000
_TICKS = """() => {
  const ticks = window.benchTicks = [];
  const tick = (now) => { ticks.push(now); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
_DISTANCE = """() => {
  let at = document.querySelector('[data-testid="article"]');
  while (!/auto|scroll/.test(getComputedStyle(at).overflowY) && at.parentElement) at = at.parentElement;
  window.benchScrolled = at;
  return at.scrollHeight - at.clientHeight - at.scrollTop;
}"""


def measure_scrolling(folder: Path) -> list[Grid]:
    """One table: the frames, and the shares of them that were not what they should be."""
    rows: dict[str, list[float | None]] = {}
    with stand(folder) as place:
        for words, annotations in CASES:
            article = place.article(words, annotations)
            with place.tab() as page:
                place.open(page, article)
                session = page.context.new_cdp_session(page)
                page.evaluate(_TICKS)
                with tracing(place.browser, page, FRAMES) as trace:
                    distance = _scroll(page, session)
                ends = trace.frames()
                shown = ends["presented_all"] + ends["presented_partial"]
                frames = shown + ends["dropped"]
                assert shown > 0, "The trace tells of no frames."
                rows[f"{words:,} words, {annotations:,} annotations"] = [
                    distance,
                    frames,
                    100 * ends["dropped"] / frames,
                    100 * ends["presented_partial"] / frames,
                    100 * ends["missing"] / frames,
                    100 * _late(page),
                ]
    heads = ["pixels", "frames", "dropped, %", "in part, %", "not all drawn, %", "page late, %"]
    return [Grid(heads, rows, digits=2)]


def _scroll(page: Page, session: CDPSession) -> float:
    """Down to the end, whose distance grows as what was only guessed at is drawn; pixels in all."""
    whole = 0.0
    middle = {"x": WINDOW["width"] // 2, "y": WINDOW["height"] // 2}
    while (left := float(page.evaluate(_DISTANCE))) > 1:
        gesture = {"yDistance": -left, "speed": PIXELS_A_SECOND, "gestureSourceType": "mouse"}
        session.send("Input.synthesizeScrollGesture", {**middle, **gesture, "preventFling": True})
        moved = left - float(page.evaluate(_DISTANCE))
        assert moved != 0, "The article does not scroll."
        whole += left
    return whole


def _late(page: Page) -> float:
    """The share of the page's own frames that were missing between two that came."""
    ticks: list[float] = page.evaluate("benchTicks")
    gaps = [after - before for before, after in pairwise(ticks)]
    usual = statistics.median(gaps)
    missed = sum(round(gap / usual) - 1 for gap in gaps)
    return missed / (len(gaps) + missed)
