"""Sentences and paragraphs: computed once, on the server, when a revision is stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

import sentencex

# The segmenter's version is kept with each revision: sentences computed by another may differ.
SEGMENTER = f"sentencex {version('sentencex')} + workbench 1"

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
# Titles that stand before a name, which the library's lists lack in some languages.
_TITLES = re.compile(
    r"(?<![^\s(\[“\"'‘])(?:Ms|Mrs|Mr|Mx|Dr|Prof|Sr|Jr|St|Sen|Rep|Gov|Gen|Col|Maj|Capt|Cpt|Lt|Sgt|Rev|"
    r"Hon|Pres|Supt|Insp|Mme|Mlle|M)\.\s*$"
)
# Longer than any paragraph a person wrote: such text is handed to the library in pieces.
_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: [start, end) in code points, and the paragraph it stands in, counted from 0."""

    start: int
    end: int
    paragraph: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Maximal runs of lines without a blank one, as [start, end) in code points."""
    at = 0
    for blank in _BLANK.finditer(text):
        yield from _trimmed(text, at, blank.start())
        at = blank.end()
    yield from _trimmed(text, at, len(text))


def sentences(text: str, language: str) -> list[Segment]:
    """The sentences of a text in reading order: none is empty, none overlaps, white space trimmed."""
    found: list[Segment] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _sentences_of(text, start, end, language or "en"):
            found.append(Segment(first, last, number))
    return found


def _sentences_of(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    opened = start
    for cut in [*_cuts(text, start, end, language), end]:
        if cut != end and _TITLES.search(text, opened, cut):
            continue
        yield from _trimmed(text, opened, cut)
        opened = cut


def _cuts(text: str, start: int, end: int, language: str) -> Iterator[int]:
    while start < end:
        here = text[start : min(start + _PIECE, end)]
        found = sentencex.get_sentence_boundaries(language.split("-", maxsplit=1)[0].lower(), here)
        cuts = [start + int(bound["end_index"]) for bound in found]
        cuts = [cut for cut in cuts if start < cut < start + len(here)]
        yield from cuts
        # The next piece begins where the last whole sentence ended: none begins inside a word.
        start = cuts[-1] if cuts and start + len(here) < end else start + len(here)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
