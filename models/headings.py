"""Headings of a plain text, by the rule by which the reader outlines it (`core/headings.ts`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

_LONGEST, _MOST_WORDS = 110, 16
_BELOW = 1.5
"""So much longer than a heading is what it stands over."""
_UNBROKEN = 140
"""A line this long was not broken by hand: each line of its block is a paragraph of its own."""
_LONGEST_BLOCK = 8_000
# Another mark than a question's ends a sentence, opens a list, or breaks off.
_SENTENCE_END = regex.compile(r"""[.!…。！:;,،؛۔।][\p{Pf}\p{Pe}"']*$""")
_INNER_END = regex.compile(r"[.!?]\s")
_NUMBER = regex.compile(r"^[0-9]+\.\s")
_QUOTED = regex.compile(r"""^[\p{Pi}"„‚«].*[\p{Pf}"“»]$""")
# Who wrote it, when, and what a page offers beside it: fields in a row, a date, a name after "by".
_FURNITURE = regex.compile(
    r"\s[|·•]\s|^(?:by|von|par|por|di|door|av|af)\b[\s|:]|[0-9]{1,2}:[0-9]{2}|^[-–—*•]",
    regex.IGNORECASE,
)
_MARKED = regex.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading's own words begin, in code points, and the words."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    words: str
    lines: int


def headings(text: str) -> list[Heading]:
    """In the order of the text; empty where it has none.

    Lines that stand alone, are short, end no sentence and have a longer paragraph below; and lines
    that Markdown marks.
    """
    pieces = list(_pieces(text))
    found: list[Heading] = []
    for at, piece in enumerate(pieces):
        marked = _marked(piece)
        if marked is not None:
            found.append(marked)
        elif at + 1 < len(pieces) and _is_heading(piece, pieces[at + 1]):
            found.append(Heading(piece.start, piece.words))
    return found


def _pieces(text: str) -> Iterator[_Piece]:
    """Paragraphs as they are read: the lines of an unbroken block one by one, a broken block whole."""
    for lines in _blocks(text):
        first, last = lines[0], lines[-1]
        long = any(len(line.words) > _UNBROKEN for line in lines)
        if long or _MARKED.match(first.words):
            yield from lines
        else:
            end = last.start + len(last.words)
            yield _Piece(first.start, text[first.start : end], len(lines))


def _blocks(text: str) -> Iterator[Sequence[_Piece]]:
    """Runs of lines without a blank one; a very long run in several."""
    block: list[_Piece] = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if block and (not words or at - block[0].start >= _LONGEST_BLOCK):
            yield block
            block = []
        if words:
            block.append(_Piece(at + len(line) - len(line.lstrip()), words, 1))
        at += len(line) + 1
    if block:
        yield block


def _marked(piece: _Piece) -> Heading | None:
    fits = piece.lines == 1 and len(piece.words) <= 2 * _LONGEST
    match = _MARKED.match(piece.words) if fits else None
    return None if match is None else Heading(piece.start + match.start(2), match.group(2))


def _is_heading(piece: _Piece, below: _Piece) -> bool:
    words = piece.words
    if piece.lines > 1 or len(words) > _LONGEST or len(words.split()) > _MOST_WORDS:
        return False
    if len(below.words) < max(60, len(words) * _BELOW) or not _LETTER.search(words):
        return False
    ends = _SENTENCE_END.search(words) or _INNER_END.search(_NUMBER.sub("", words))
    return not (ends or _QUOTED.match(words) or _FURNITURE.search(words))
