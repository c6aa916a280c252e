"""The lines on a PDF's page: what stands in each, where, and how large."""

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

HYPHEN = "\u00ad"
"""How a hyphen at a line's end is handed on: whether it belongs to the word shows later."""

_BREAKS = frozenset({0x0A, 0x0D})
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
              0xFB05: "st", 0xFB06: "st"}  # fmt: skip
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_SPREAD = 0.05
_GAP = 0.18

Box = tuple[float, float, float, float]


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


@dataclass(slots=True)
class _Sign:
    text: str
    box: Box
    made_up: bool = False


def page_lines(text_page: Any, page: int) -> list[Line]:
    """The lines in the order in which the page's program writes them."""
    count = pdfium.FPDFText_CountChars(text_page)
    quarter, is_vertical = _quarter(text_page, count), False
    if quarter == 0 and _is_vertical(text_page, count):
        quarter, is_vertical = 3, True
    turn = _TURNS[quarter]
    lines: list[Line] = []
    for signs in _runs(text_page, count):
        line = _line([_Sign(one.text, turn(one.box), one.made_up) for one in signs], page)
        if line is not None:
            lines.append(line)
    return _right_column_first(lines) if is_vertical else lines


def _runs(text_page: Any, count: int) -> Iterator[list[_Sign]]:
    """The signs of each line."""
    box = pdfium.FS_RECTF()
    signs: list[_Sign] = []
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if code in _BREAKS:
            if signs:
                yield signs
            signs = []
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box))
        made_up = code == 0x20 and pdfium.FPDFText_IsGenerated(text_page, at) == 1
        where = (box.left, box.bottom, box.right, box.top)
        if signs and signs[-1].text == HYPHEN and _is_elsewhere(signs[-1].box, where):
            yield signs  # PDFium leaves out the line's end after a hyphen
            signs = []
        signs.append(_Sign(_sign(code), where, made_up))
    if signs:
        yield signs


def _is_elsewhere(before: Box, box: Box) -> bool:
    """Whether a sign does not stand beside the one before it."""
    reach = 1.5 * max(before[3] - before[1], before[2] - before[0])
    return abs(box[0] - before[2]) > reach or abs(box[1] - before[1]) > 0.5 * reach


def _sign(code: int) -> str:
    if code in _HYPHENS:
        return HYPHEN
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code == 0 or 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    return chr(code) if code == 0x09 or code >= 0x20 else ""


def _quarter(text_page: Any, count: int) -> int:
    """By how many quarters of a circle most signs are turned."""
    step = max(1, count // 50)
    angles = [pdfium.FPDFText_GetCharAngle(text_page, at) for at in range(0, count, step)]
    quarters = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return max(set(quarters), key=quarters.count) if quarters else 0


# To where lines run from left to right, upright: what stands at (left, bottom, right, top).
_TURNS: dict[int, Callable[[Box], Box]] = {
    0: lambda box: box,
    1: lambda box: (box[1], -box[2], box[3], -box[0]),
    2: lambda box: (-box[2], -box[3], -box[0], -box[1]),
    3: lambda box: (-box[3], box[0], -box[1], box[2]),
}


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


def _is_vertical(text_page: Any, count: int) -> bool:
    """Whether upright signs follow each other downwards, as Chinese and Japanese may."""
    box = pdfium.FS_RECTF()
    down = along = 0
    before: tuple[float, float] | None = None
    for at in range(min(count, 400)):
        if pdfium.FPDFText_GetUnicode(text_page, at) < 0x2E80:
            before = None
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box))
        if before is not None:
            down += abs(box.left - before[0]) < 1 and box.bottom < before[1]
            along += box.left > before[0] + 1
        before = (box.left, box.bottom)
    return down > 2 * along


def _line(signs: list[_Sign], page: int) -> Line | None:
    signs = _without_false_blanks(signs)
    text = _as_text("".join(one.text for one in signs)).strip(" \t")
    boxes = [one.box for one in signs if one.text.strip() and one.box[2] > one.box[0]]
    if not text or not boxes:
        return None
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    size = median(box[3] - box[1] for box in boxes)
    base = median(box[1] for box in boxes)
    if _is_right_to_left(text):
        left, right = -right, -left
    return Line(text, left, right, base, size, page)


def _without_false_blanks(signs: list[_Sign]) -> list[_Sign]:
    """In a line of spaced letters, only the wider gaps are blanks between words."""
    letters = [one for one in signs if not one.made_up]
    gaps = [
        after.box[0] - before.box[2]
        for before, after in zip(letters, letters[1:], strict=False)
        if before.text.strip() and after.text.strip()
    ]
    if not gaps:
        return signs
    usual = median(gaps)
    size = median(one.box[3] - one.box[1] for one in letters)
    if usual < _SPREAD * size:
        return signs
    kept = []
    for at, one in enumerate(signs):
        if one.made_up and 0 < at < len(signs) - 1:
            gap = signs[at + 1].box[0] - signs[at - 1].box[2]
            if gap < usual + _GAP * size:
                continue
        kept.append(one)
    return kept


def _as_text(text: str) -> str:
    """Pairs of surrogates become characters; unpaired ones cannot be read."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_right_to_left(text: str) -> bool:
    ways = [unicodedata.bidirectional(sign) for sign in text]
    return ways.count("R") + ways.count("AL") > ways.count("L")
