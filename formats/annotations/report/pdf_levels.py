"""Which way each letter of a line runs (the Unicode bidirectional algorithm, by fpdf2)."""

from collections.abc import Sequence
from typing import TypeVar

import regex
from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

RIGHT_TO_LEFT = regex.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u200f\u202b\u202e\u2067\U00010800-\U00010fff"
    r"\U0001e800-\U0001efff]"
)
"""What may run from right to left, or make others do so; a text without any runs left to right."""

_LONGEST = 20_000
"""Letters of one line that are looked at: a longer one is no line that a person wrote."""

Item = TypeVar("Item")


def levels(text: str) -> tuple[int, list[int]]:
    """The level of the line (odd is right to left), and that of each of its letters."""
    if len(text) > _LONGEST or not RIGHT_TO_LEFT.search(text):
        return 0, [0] * len(text)
    base = auto_detect_base_direction(text)
    found = BidiParagraph(text, base_direction=base, preserve_bn_chars=True)
    line = int(base == TextDirection.RTL)
    letters = [line] * len(text)
    for one in found.get_characters():
        letters[one.character_index] = one.embedding_level
    return line, letters


def in_visual_order(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """The items of one line as they lie from left to right (rule L2)."""
    order = list(range(len(items)))
    odd = [level for level in item_levels if level % 2]
    for level in range(max(item_levels, default=0), min(odd, default=1) - 1, -1):
        order = _reversed_runs(order, [item_levels[place] >= level for place in order])
    return [items[place] for place in order]


def _reversed_runs(order: list[int], turned: list[bool]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    for place, turn in zip(order, turned, strict=True):
        if turn:
            run.insert(0, place)
            continue
        found += [*run, place]
        run = []
    return found + run
