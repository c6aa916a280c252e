"""Memory of the tab over thousands of operations, each a tag key as a reviewer presses it.

Beside it what the same way through the text takes without an operation, sentence by sentence: the
browser keeps of a text what it drew once, tagged or not.
"""

from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.bench.stand import AT_REST, Stand, expect_saved, stand
from tests.bench.table import Grid

WORDS = 100_000
OPERATIONS = 2_000
_AT_ONCE = 100


def measure_memory(folder: Path) -> list[Grid]:
    """One table: megabytes before and after, with the garbage collected, and the growth."""
    rows: dict[str, list[float | None]] = {}
    with stand(folder) as place:
        article = place.article(WORDS, 0)
        for name, keys in (("walked", "j"), ("tagged", "1234")):
            with place.tab() as page:
                place.open(page, article)
                before, after = _grow(place, page, keys)
            for what in before:
                told = f"{OPERATIONS:,} sentences {name}, {what}"
                rows[told] = [before[what], after[what], after[what] - before[what]]
    return [Grid(["before, MB", "after, MB", "growth, MB"], rows)]


def _grow(place: Stand, page: Page, keys: str) -> tuple[dict[str, float], dict[str, float]]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.keyboard.press("j")
    _press(page, keys, _AT_ONCE)
    before = _megabytes(place, page, session)
    _press(page, keys, OPERATIONS)
    return before, _megabytes(place, page, session)


def _press(page: Page, keys: str, times: int) -> None:
    for number in range(times):
        page.keyboard.press(keys[number % len(keys)])
        if number % _AT_ONCE == _AT_ONCE - 1:
            expect_saved(page)


def _megabytes(place: Stand, page: Page, session: CDPSession) -> dict[str, float]:
    page.wait_for_timeout(AT_REST)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    sizes = {"JavaScript heap": heap / 1e6}
    process = _process_megabytes(place)
    return sizes if process is None else {**sizes, "the tab's process": process}


def _process_megabytes(place: Stand) -> float | None:
    """Private memory of the renderers, where the system tells (Linux)."""
    session = place.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = [_private(one["id"]) for one in processes if one["type"] == "renderer"]
    return max((size for size in sizes if size is not None), default=None)


def _private(process: int) -> float | None:
    rollup = Path(f"/proc/{process}/smaps_rollup")
    if not rollup.exists():
        return None
    lines = [line.split() for line in rollup.read_text().splitlines() if line.startswith("Private")]
    return sum(int(line[1]) for line in lines) / 1_000
