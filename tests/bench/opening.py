"""Opening an article: from the address to the text painted, and what of that is the reader's own.

The whole: from the start of the navigation to the frame after which the text is on the screen and
can be tagged. The reader's own: from its first sign on the page (the page around it is loaded) to
that frame. Each is the median of several tabs that know the workbench but not the article.
"""

import statistics
from pathlib import Path

from tests.bench.stand import Stand, stand
from tests.bench.table import Grid

CASES = ((1_000, 0), (1_000, 2_000), (10_000, 2_000), (100_000, 0), (100_000, 2_000))
TIMES = 7
_WATCH = """() => {
  const told = window.benchOpened = {};
  const look = () => {
    if (document.querySelector(".fcw-r-root")) told.begun ??= performance.now();
    if (document.querySelector('[data-testid="article"]')) {
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => { told.painted = performance.now(); };
        after.port2.postMessage(0);
      });
      watch.disconnect();
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
}"""


def measure_opening(folder: Path) -> list[Grid]:
    """One table: each case with its ratios to the shortest."""
    waits: dict[tuple[int, int], list[tuple[float, float]]] = {case: [] for case in CASES}
    with stand(folder) as place:
        articles = {case: place.article(*case) for case in CASES}
        _open(place, articles[CASES[0]])  # the server's first visitor
        for _ in range(TIMES):
            for case, article in articles.items():
                waits[case].append(_open(place, article))
    whole = {case: statistics.median(one for one, _ in told) for case, told in waits.items()}
    own = {case: statistics.median(one for _, one in told) for case, told in waits.items()}
    rows: dict[str, list[float | None]] = {
        f"{words:,} words, {annotations:,} annotations": [
            whole[words, annotations],
            whole[words, annotations] / whole[CASES[0]],
            own[words, annotations],
            own[words, annotations] / own[CASES[0]],
        ]
        for words, annotations in CASES
    }
    return [Grid(["from the address, ms", "ratio", "reader's own, ms", "ratio"], rows)]


def _open(place: Stand, article: int) -> tuple[float, float]:
    """Milliseconds to the painted text, and those of the reader itself."""
    with place.tab() as page:
        page.add_init_script(f"({_WATCH})()")
        page.goto(place.address(article))
        page.wait_for_function("window.benchOpened.painted !== undefined")
        told = page.evaluate("benchOpened")
        return told["painted"], told["painted"] - told["begun"]
