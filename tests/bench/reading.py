"""Tagging by the keyboard: from the key to the frame that shows it, and to the commit.

Painted: from the input to the presentation of the first frame that shows the passage, as Chromium's
trace tells it. Committed: from the input to the answer that it is stored. A bare page, where a key
changes one word, and a bare request, which commits one row, are measured in the same browser; and
for each text its floor, which is what the browser takes to show that one passage of it changed.
"""

import random
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.bare_commit import bare_commits
from tests.bench.bare_text import make_bare
from tests.bench.stand import Stand, expect_saved, stand
from tests.bench.table import Grid
from tests.bench.tracing import EVENTS, tracing

LENGTHS = (1_000, 10_000, 100_000)  # words
COUNTS = (0, 200, 2_000)  # annotations
PRESSES = 60
KEYS = "1234"
_BARE_PAGE = (
    "data:text/html,<p id=n>0</p><script>let k=0;addEventListener('keydown',()=>"
    "{n.textContent=++k})</script>"
)
_WATCH_COMMITS = """() => {
  const pressed = [], waits = window.benchWaits = [];
  addEventListener("keydown", (event) => pressed.push(event.timeStamp), true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.name.endsWith("/api/annotations")) continue;
      while (pressed.length > 0 && pressed[0] < entry.startTime) {
        waits.push(entry.responseEnd - pressed.shift());
      }
    }
  }).observe({ type: "resource" });
}"""
_BARE_POSTS = """async (count) => {
  const waits = [];
  for (let at = 0; at < count; at += 1) {
    const sent = performance.now();
    await (await fetch("/", { method: "POST", body: "x".repeat(600) })).text();
    waits.push(performance.now() - sent);
    await new Promise((go) => setTimeout(go, 100));
  }
  return waits;
}"""


@dataclass(frozen=True)
class Waits:
    """Milliseconds of one article: to the painted frame, to the commit, and the floor of the first."""

    painted: list[float]
    committed: list[float]
    floor: list[float] = field(default_factory=list)


def measure_reading(folder: Path) -> list[Grid]:
    """One table: each length with each number of annotations, with the bare page and request."""
    measured: dict[tuple[int, int], Waits] = {}
    with stand(folder) as place, bare_commits(folder) as address:
        bare = Waits(_bare_painted(place), _bare_committed(place, address))
        for annotations in COUNTS:
            for words in LENGTHS:
                measured[words, annotations] = _tag(place, words, annotations)
    return [_table(measured, bare)]


def _tag(place: Stand, words: int, annotations: int) -> Waits:
    # A trace takes its time with whatever it traces, and commits are told by the page itself.
    with _reading(place, place.article(words, annotations, edition=1)) as page:
        _press(page, PRESSES)
        expect_saved(page)
        committed = page.evaluate("benchWaits")
    with _reading(place, place.article(words, annotations)) as page:
        with tracing(place.browser, page, EVENTS) as trace:
            _press(page, PRESSES)
        expect_saved(page)
        make_bare(page)
        with tracing(place.browser, page, EVENTS) as floor:
            _press(page, PRESSES)
    return Waits(trace.key_to_painted(), committed, floor.key_to_painted())


@contextmanager
def _reading(place: Stand, article: int) -> Iterator[Page]:
    """A tab that has the article open and its cursor and everything else in motion."""
    with place.tab() as page:
        page.add_init_script(f"({_WATCH_COMMITS})()")
        place.open(page, article)
        page.keyboard.press("j")
        _press(page, 4)
        expect_saved(page)
        page.evaluate("benchWaits.length = 0")
        yield page


def _press(page: Page, times: int) -> None:
    """Tag keys at the pace of quick hands, out of step with the frames."""
    chance = random.Random(times)
    for number in range(times):
        page.keyboard.press(KEYS[number % len(KEYS)])
        page.wait_for_timeout(120 + 80 * chance.random())


def _bare_painted(place: Stand) -> list[float]:
    with place.tab() as page:
        page.goto(_BARE_PAGE)
        with tracing(place.browser, page, EVENTS) as trace:
            _press(page, PRESSES)
        return trace.key_to_painted()


def _bare_committed(place: Stand, address: str) -> list[float]:
    with place.tab() as page:
        page.goto(address)
        page.evaluate(_BARE_POSTS, 5)
        waits: list[float] = page.evaluate(_BARE_POSTS, PRESSES)
        return waits


def _table(measured: dict[tuple[int, int], Waits], bare: Waits) -> Grid:
    painted = ["painted, ms", "95 %", "to 1,000 words", "floor, ms", "95 %", "to the floor"]
    return Grid([*painted, "committed, ms", "95 %", "to a bare one"], dict(_rows(measured, bare)))


def _rows(
    measured: dict[tuple[int, int], Waits], bare: Waits
) -> Iterator[tuple[str, list[float | None]]]:
    stored = statistics.median(bare.committed)
    nothing = [None] * 4
    yield "bare page, bare request", [*_two(bare.painted), *nothing, *_two(bare.committed), 1]
    for (words, annotations), waits in measured.items():
        short = statistics.median(measured[LENGTHS[0], annotations].painted)
        painted, floor, committed = _two(waits.painted), _two(waits.floor), _two(waits.committed)
        ratios = painted[0] / short, painted[0] / floor[0], committed[0] / stored
        yield (
            f"{words:,} words, {annotations:,} annotations",
            [*painted, ratios[0], *floor, ratios[1], *committed, ratios[2]],
        )


def _two(waits: list[float]) -> list[float]:
    return [statistics.median(waits), statistics.quantiles(waits, n=20)[-1]]
