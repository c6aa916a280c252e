"""The lines on a PDF's page: what stands in each, where, and how large."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from formats.articles.pdf_right_to_left import columns_from_right, in_reading_order, mostly_rtl
from formats.articles.pdf_signs import Sign, read_signs

_SPREAD, _GAP = 0.05, 0.18


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `start` and `end` run in reading direction, `base` grows upwards.

    `page` counts from 0; `size` is the height of its letters.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    page: int = 0

    @property
    def width(self) -> float:
        """How far it reaches."""
        return max(self.end - self.start, 0.1)


def page_lines(text_page: Any, page: int) -> list[Line]:
    """The lines in the order of reading: as the page's program wrote them, where that is it."""
    signs = read_signs(text_page)
    if mostly_rtl("".join(sign.text for run in signs.runs for sign in run)):
        runs = columns_from_right([sign for run in signs.runs for sign in run])
        lines = [_line(run, in_reading_order(run), page, from_right=True) for run in runs]
    else:
        runs = [_without_false_blanks(run) for run in signs.runs]
        lines = [_line(run, "".join(sign.text for sign in run), page) for run in runs]
    shown = [line for line in lines if line is not None]
    return _right_column_first(shown) if signs.is_vertical else shown


def _line(signs: list[Sign], text: str, page: int, *, from_right: bool = False) -> Line | None:
    text = _whole(text).strip(" \t")
    boxes = [one.box for one in signs if one.text.strip() and one.box[2] > one.box[0]]
    if not text or not boxes:
        return None
    start, end = min(box[0] for box in boxes), max(box[2] for box in boxes)
    heights = sorted(box[3] - box[1] for box in boxes)
    # Of an Arabic letter PDFium may tell its own height instead of its font's.
    size = heights[len(heights) * 4 // 5] if from_right else median(heights)
    base = median(one.base for one in signs if one.text.strip())
    return Line(
        text, -end if from_right else start, -start if from_right else end, base, size, page
    )


def _without_false_blanks(signs: list[Sign]) -> list[Sign]:
    """In a line of spaced letters, only the wider gaps are blanks between words."""
    letters = [one for one in signs if not one.made_up]
    gaps = [
        after.box[0] - before.box[2]
        for before, after in pairwise(letters)
        if before.text.strip() and after.text.strip()
    ]
    size = median(one.box[3] - one.box[1] for one in letters) if letters else 0.0
    usual = median(gaps) if gaps else 0.0
    if usual <= _SPREAD * size:
        return signs
    return [
        one
        for at, one in enumerate(signs)
        if not one.made_up
        or not 0 < at < len(signs) - 1
        or signs[at + 1].box[0] - signs[at - 1].box[2] >= usual + _GAP * size
    ]


def _whole(text: str) -> str:
    """Pairs of surrogates become characters; unpaired ones cannot be read."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _right_column_first(lines: list[Line]) -> list[Line]:
    """Vertical lines in their order, which PDFium mixes up: tier by tier, from right to left."""
    tiers: list[list[Line]] = []
    reached = 0.0
    for line in sorted(lines, key=lambda line: line.start):
        if not tiers or line.start >= reached:
            tiers.append([])
        tiers[-1].append(line)
        reached = max(reached, line.end) if len(tiers[-1]) > 1 else line.end
    return [line for tier in tiers for line in sorted(tier, key=lambda line: -line.base)]
