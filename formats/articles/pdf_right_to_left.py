"""Pages in Arabic, Hebrew and their like: read from where the signs stand, not as they come.

The programs that write PDFs hand their letters over in the order of the eye, of the ear, or word
by word in either; only the places are sure. So the signs are put into rows, the rows into columns
from right to left, and in each row what runs from left to right, such as numbers, is turned.
"""

import re
import unicodedata
from itertools import pairwise

from formats.articles.pdf_signs import Sign

_RTL = frozenset({"R", "AL"})
_DIGITS = frozenset({"EN", "AN"})
_JOINTS = frozenset({"CS", "ES"})
_GUTTER, _BLANK = 1.6, 0.18
_PAIRS = ("()", "[]", "{}", "«»")
_BRACKET = re.compile(r"[()\[\]{}«»]")


def mostly_rtl(text: str) -> bool:
    """Whether most letters are of a script that runs from right to left."""
    ways = [unicodedata.bidirectional(sign) for sign in text if sign.isalpha()]
    return sum(way in _RTL for way in ways) > 0.5 * len(ways)


def columns_from_right(signs: list[Sign]) -> list[list[Sign]]:
    """The page's lines, each a list of signs, column by column."""
    done: list[list[Sign]] = []
    columns: list[list[list[Sign]]] = []
    for piece in [piece for row in _rows(signs) for piece in _pieces(row)]:
        below = [column for column in columns if any(_overlaps(piece, one) for one in column)]
        if len(below) > 1 or (not below and columns and _is_below_all(piece, columns)):
            done += _in_order(columns)
            columns, below = [], []
        if below:
            below[0].append(piece)
        else:
            columns.append([piece])
    return done + _in_order(columns)


def in_reading_order(signs: list[Sign]) -> str:
    """The text of a line: from right to left, what runs the other way turned."""
    ordered = _from_right(signs)
    text: list[str] = []
    for before, one in pairwise([None, *ordered]):
        if one is None:
            continue
        gap = before.box[0] - one.box[2] if before is not None else 0.0
        if gap > _BLANK * _height(signs) and text and not text[-1].isspace() and one.text != " ":
            text.append(" ")
        text.append(one.text)
    return _BRACKET.sub(_bracket, "".join(_turned(text)))


def _bracket(match: re.Match[str]) -> str:
    """A bracket as its place has it: PDFium mirrors some, but not all."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() :][:1]
    opens = (not before or before.isspace()) and after.isalnum()
    closes = bool(before) and not before.isspace() and not after.isalnum()
    if opens == closes:
        return match[0]
    return next(pair[closes] for pair in _PAIRS if match[0] in pair)


def _rows(signs: list[Sign]) -> list[list[Sign]]:
    shown = [one for one in signs if not one.made_up and one.text and one.box[2] >= one.box[0]]
    rows: list[list[Sign]] = []
    for one in sorted(shown, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - one.base) < 0.35 * _height(rows[-1]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _pieces(row: list[Sign]) -> list[list[Sign]]:
    """A row parted where the gutter between two columns runs through it."""
    wide = _GUTTER * _height(row)
    pieces: list[list[Sign]] = []
    reached = 0.0
    for one in sorted((one for one in row if one.text.strip()), key=lambda one: -one.box[2]):
        if not pieces or reached - one.box[2] > wide:
            pieces.append([])
            reached = one.box[0]
        pieces[-1].append(one)
        reached = min(reached, one.box[0])
    return pieces


def _overlaps(piece: list[Sign], other: list[Sign]) -> bool:
    left, right = _edges(piece)
    other_left, other_right = _edges(other)
    return left < other_right and other_left < right


def _is_below_all(piece: list[Sign], columns: list[list[list[Sign]]]) -> bool:
    return all(column[-1][0].base - piece[0].base > 3 * _height(piece) for column in columns)


def _in_order(columns: list[list[list[Sign]]]) -> list[list[Sign]]:
    ordered = sorted(columns, key=lambda column: -max(_edges(piece)[1] for piece in column))
    return [piece for column in ordered for piece in column]


def _edges(piece: list[Sign]) -> tuple[float, float]:
    return min(one.box[0] for one in piece), max(one.box[2] for one in piece)


def _height(signs: list[Sign]) -> float:
    # Of an Arabic letter PDFium may tell its own height instead of its font's.
    heights = sorted(one.box[3] - one.box[1] for one in signs)
    return max(heights[len(heights) * 4 // 5], 1.0)


def _from_right(signs: list[Sign]) -> list[Sign]:
    """The signs by their places; a mark follows the letter it stands at."""
    bases = [one for one in signs if not unicodedata.combining(one.text[:1] or " ")]
    bases.sort(key=lambda one: -(one.box[0] + one.box[2]))
    ordered = list(bases)
    for mark in (one for one in signs if one not in bases):
        middle = (mark.box[0] + mark.box[2]) / 2
        near = min(
            range(len(ordered)),
            key=lambda at: abs((ordered[at].box[0] + ordered[at].box[2]) / 2 - middle),
            default=-1,
        )
        ordered.insert(near + 1, mark)
    return ordered


def _turned(texts: list[str]) -> list[str]:
    """The pieces of text with every run of numbers or of Latin words put from left to right."""
    out: list[str] = []
    at = 0
    while at < len(texts):
        if _way(texts[at]) not in _DIGITS | {"L"}:
            out.append(texts[at])
            at += 1
            continue
        end = at + 1
        while (after := _next_strong(texts, end)) is not None:
            end = after + 1
        out += reversed(texts[at:end])
        at = end
    return out


def _next_strong(texts: list[str], at: int) -> int | None:
    """Where the run goes on beyond the neutral signs at `at`; None where it ends before them."""
    after = at
    while after < len(texts) and _way(texts[after]) not in _RTL | _DIGITS | {"L"}:
        after += 1
    if after == len(texts) or _way(texts[after]) in _RTL:
        return None
    if after == at or _way(texts[after]) == "L":
        return after
    # What stands further left comes first: a number before the number or word on its right.
    is_joint = after == at + 1 and _way(texts[at]) in _JOINTS
    return after if is_joint and _way(texts[at - 1]) in _DIGITS else None


def _way(text: str) -> str:
    return unicodedata.bidirectional(text[0]) if text else ""
