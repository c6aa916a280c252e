"""The signs on a PDF's page: which each is, where it stands, and where PDFium ends a line."""

import ctypes
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

HYPHEN = "\u00ad"
"""How a hyphen at a line's end is handed on: whether it belongs to the word shows later."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_BREAKS = frozenset({0x0A, 0x0D})
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_FORMS = ((0xFB00, 0xFB06), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))

# To where lines run from left to right, upright: what stands at (left, bottom, right, top).
_TURNS: dict[int, Callable[[Box], Box]] = {
    0: lambda box: box,
    1: lambda box: (box[1], -box[2], box[3], -box[0]),
    2: lambda box: (-box[2], -box[3], -box[0], -box[1]),
    3: lambda box: (-box[3], box[0], -box[1], box[2]),
}


@dataclass(slots=True)
class Sign:
    """One sign; `base` is the height of the line it stands on, `made_up` a blank of PDFium's."""

    text: str
    box: Box
    base: float
    made_up: bool = False


@dataclass(frozen=True)
class Signs:
    """The signs of a page, run by run, and whether they run downwards."""

    runs: list[list[Sign]]
    is_vertical: bool


def read_signs(text_page: Any) -> Signs:
    """The signs as PDFium has them, the page turned so that its lines run from left to right."""
    count = pdfium.FPDFText_CountChars(text_page)
    quarter, is_vertical = _quarter(text_page, count), False
    if quarter == 0 and _is_vertical(text_page, count):
        quarter, is_vertical = 3, True
    return Signs(_runs(text_page, count, quarter), is_vertical)


def _runs(text_page: Any, count: int, quarter: int) -> list[list[Sign]]:
    runs: list[list[Sign]] = [[]]
    turn = _TURNS[quarter]
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if code in _BREAKS:
            runs.append([])
            continue
        made_up = code == 0x20 and pdfium.FPDFText_IsGenerated(text_page, at) == 1
        sign = Sign(_text(code), *_where(text_page, at, turn), made_up)
        # After a hyphen PDFium leaves out the line's end.
        if runs[-1] and runs[-1][-1].text == HYPHEN and _is_elsewhere(runs[-1][-1].box, sign.box):
            runs.append([])
        runs[-1].append(sign)
    return [run for run in runs if run]


def _where(text_page: Any, at: int, turn: Callable[[Box], Box]) -> tuple[Box, float]:
    box = pdfium.FS_RECTF()
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box))
    pdfium.FPDFText_GetCharOrigin(text_page, at, ctypes.byref(across), ctypes.byref(up))
    origin = (across.value, up.value, across.value, up.value)
    return turn((box.left, box.bottom, box.right, box.top)), turn(origin)[1]


def _text(code: int) -> str:
    if code in _HYPHENS:
        return HYPHEN
    if code == 0 or 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", chr(code))  # a ligature, or a letter by its place
    return chr(code) if code == 0x09 or code >= 0x20 else ""


def _is_elsewhere(before: Box, box: Box) -> bool:
    """Whether a sign does not stand beside the one before it."""
    reach = 1.5 * max(before[3] - before[1], before[2] - before[0])
    return abs(box[0] - before[2]) > reach or abs(box[1] - before[1]) > 0.5 * reach


def _quarter(text_page: Any, count: int) -> int:
    """By how many quarters of a circle most signs are turned."""
    step = max(1, count // 50)
    angles = [pdfium.FPDFText_GetCharAngle(text_page, at) for at in range(0, count, step)]
    quarters = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return max(set(quarters), key=quarters.count) if quarters else 0


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
