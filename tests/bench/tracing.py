"""What Chromium's own trace tells: how long after a key the frame was shown, and which were not."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

EVENTS = "devtools.timeline"
FRAMES = "cc,benchmark"


@dataclass
class Trace:
    """The trace's events, there once the tracing ended."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def key_to_painted(self) -> list[float]:
        """For each keydown, milliseconds from the input to the presented frame that shows it.

        Chromium's Event Timing, which a page only gets rounded to 8 ms, as the trace has it.
        """
        begun: dict[tuple[int, str], dict[str, Any]] = {}
        waits: list[float] = []
        for event in self._named("EventTiming"):
            key = (event["pid"], event["id"])
            if event["ph"] == "b":
                begun[key] = event
            elif (start := begun.pop(key, None)) and _kind(start) == "keydown":
                waits.append((event["ts"] - start["ts"]) / 1_000)
        return waits

    def frames(self) -> Counter[str]:
        """How many frames of the page ended how: `presented_all`, `presented_partial`, `dropped`.

        In part: the scrolling went on and the page's own part came late. A frame that had nothing
        new to show is none of them. `missing` are those in which a piece of the page was not drawn.
        """
        told: dict[int, Counter[str]] = {}
        for event in self._named("PipelineReporter"):
            known = event.get("args", {})
            reporter = known.get("frame_reporter") or known.get("chrome_frame_reporter")
            if event["ph"] == "b" and reporter:
                ends = told.setdefault(event["pid"], Counter())
                ends[reporter["state"].removeprefix("STATE_").lower()] += 1
                ends["missing"] += bool(reporter.get("has_missing_content"))
        return max(told.values(), key=Counter.total, default=Counter())

    def _named(self, name: str) -> Iterator[dict[str, Any]]:
        yield from (event for event in self.events if event["name"] == name)


def _kind(event: dict[str, Any]) -> str:
    return str(event["args"]["data"]["type"])


@contextmanager
def tracing(browser: Browser, page: Page, *categories: str) -> Iterator[Trace]:
    """Traces what happens inside the `with`."""
    trace = Trace()
    browser.start_tracing(page=page, categories=list(categories))
    try:
        yield trace
    finally:
        trace.events = json.loads(browser.stop_tracing())["traceEvents"]
