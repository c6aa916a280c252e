"""An article as the report sets it: numbered passages, their lanes, and the paragraphs cut up.

All positions are code points of the revision's text.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from formats.annotations.documents import Document
from formats.annotations.rows import AnnotationRow, EvidenceRow

LANES = 12
"""So many passages over one place are drawn; one more is numbered and noted, not drawn."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence with its number in the article's list."""

    number: int
    row: EvidenceRow


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One reviewer's passage; its sign stands in the text, the margin and the evidence list."""

    number: int
    lane: int | None
    row: AnnotationRow
    proofs: Sequence[Proof]
    letter: str = ""
    """The tag's, so that neither colour nor line is needed to tell it."""

    @property
    def sign(self) -> str:
        """Letter and number in one: `S1`."""
        between = "·" if self.letter[-1:].isdigit() else ""
        return f"{self.letter}{between}{self.number}"

    @property
    def start(self) -> int:
        """The first code point."""
        return self.row.start

    @property
    def end(self) -> int:
        """The code point after the last one."""
        return self.row.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same passages cover; `covered` are those that are drawn, by lane.

    `noted` have their note beside its start, `numbered` their number after its end.
    """

    start: int
    end: int
    covered: Sequence[Passage]
    noted: Sequence[Passage]
    numbered: Sequence[Passage]

    @property
    def top(self) -> Passage | None:
        """The shortest passage, whose wash shows: washes never mix."""
        return min(self.covered, key=lambda one: (one.end - one.start, -one.start), default=None)

    @property
    def through(self) -> Sequence[Passage]:
        """The passages that go on after it."""
        return [one for one in self.covered if one.end > self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines without a blank one."""

    start: int
    end: int
    pieces: Sequence[Piece]

    @property
    def noted(self) -> Sequence[Passage]:
        """The passages that begin in it, or in the blank before it."""
        return [one for piece in self.pieces for one in piece.noted]

    @property
    def lanes(self) -> int:
        """How many lines lie one below the other somewhere in it."""
        drawn = (one.lane or 0 for piece in self.pieces for one in piece.covered)
        return 1 + max(drawn, default=-1)


@dataclass(frozen=True, slots=True)
class Printed:
    """One article, ready to be set."""

    document: Document
    passages: Sequence[Passage]

    @property
    def proofs(self) -> Iterator[tuple[Passage, Proof]]:
        """The evidence list."""
        return ((one, proof) for one in self.passages for proof in one.proofs)

    @property
    def undrawn(self) -> int:
        """How many passages have no line of their own."""
        return sum(one.lane is None for one in self.passages)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The text, paragraph by paragraph; every passage is noted and numbered exactly once."""
        text = self.document.article.text
        blocks = _blocks(text)
        following = [start for start, _ in blocks[1:]]
        waiting = deque(self.passages)
        alive: list[Passage] = []
        for (start, end), until in zip(blocks, [*following, len(text) + 1], strict=True):
            fresh: list[Passage] = []
            while waiting and waiting[0].start < (end if until <= len(text) else until):
                fresh.append(waiting.popleft())
            alive += fresh
            yield Paragraph(start, end, _pieces(start, end, until, alive, fresh))
            alive = [one for one in alive if one.end > until]


def printed(document: Document, letter: Callable[[str], str] = lambda _tag: "") -> Printed:
    """The article with its passages numbered as they begin, and its evidence in their order.

    `letter` gives that of a tag.
    """
    rows = sorted(document.annotations, key=lambda row: (row.start, -row.end, row.annotation_id))
    taken: list[int] = []
    passages: list[Passage] = []
    proofs = 0
    for number, row in enumerate(rows, start=1):
        found = document.evidence.get(row.annotation_id, [])
        numbered = [Proof(proofs + place, one) for place, one in enumerate(found, start=1)]
        proofs += len(numbered)
        passages.append(Passage(number, _lane(taken, row), row, numbered, letter(row.tag)))
    return Printed(document, passages)


def _lane(taken: list[int], row: AnnotationRow) -> int | None:
    """The first lane that is free from where the passage begins; `taken` is where each one ends."""
    for lane, end in enumerate(taken):
        if end <= row.start:
            taken[lane] = row.end
            return lane
    if len(taken) == LANES:
        return None
    taken.append(row.end)
    return len(taken) - 1


def _blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs without the line ends after them; a text of blanks alone is one."""
    found: list[tuple[int, int]] = []
    at = 0
    open_block = False
    for line in text.split("\n"):
        if line.strip():
            start = found.pop()[0] if open_block else at
            found.append((start, at + len(line)))
            open_block = True
        else:
            open_block = False
        at += len(line) + 1
    return found or [(0, len(text))]


def _pieces(
    start: int, end: int, until: int, alive: Sequence[Passage], fresh: Sequence[Passage]
) -> list[Piece]:
    """`until` is where the next paragraph begins: what ends before it ends in this one."""
    ending = [one for one in alive if one.end <= until]
    cuts = {start, end}
    cuts.update(one.start for one in fresh if start < one.start < end)
    cuts.update(one.end for one in ending if start < one.end < end)
    bounds = sorted(cuts)
    noted = _by_place(fresh, [max(one.start, start) for one in fresh], bounds[:-1])
    numbered = _by_place(ending, [max(one.end, start + 1) for one in ending], bounds[1:])
    drawn = deque(one for one in alive if one.lane is not None)
    pieces: list[Piece] = []
    covered: list[Passage] = []
    for here, there in pairwise(bounds):
        while drawn and drawn[0].start <= here:
            covered.append(drawn.popleft())
        covered = sorted((one for one in covered if one.end > here), key=lambda one: one.lane or 0)
        pieces.append(Piece(here, there, tuple(covered), noted[here], numbered[there]))
    return pieces


def _by_place(
    passages: Sequence[Passage], places: Sequence[int], known: Sequence[int]
) -> defaultdict[int, list[Passage]]:
    """The passages by their place, in the order of their numbers; the last one for what lies outside."""
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    if known:
        for one, place in zip(passages, places, strict=True):
            found[known[min(bisect_left(known, place), len(known) - 1)]].append(one)
    return found
