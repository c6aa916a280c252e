"""Anchoring: where the passages of an earlier text stand in a corrected one, and how sure that is.

A passage moves by itself only where all of this holds: its words are unchanged, they lie in a stretch
that the alignment found unchanged and in order, their sentence is the same or the same but for a
little, and no other place could be theirs: they, or their whole sentence, are long and stand once in
either text, or what stands on both sides of them is unchanged. Anything else is for a person: nothing
is ever drawn to a place that only looks alike.
"""

from bisect import bisect_right
from dataclasses import dataclass

from models.alignment import Run, align
from models.concordance import Concordance
from models.lookalikes import NEARLY, Lookalikes, Place, likeness
from models.sentences_around import SentencesAround, Span

CONTEXT = 32
# What is shorter is a word or two: only what stands on both sides of it says which one it is.
_SHORT = 24
_NEIGHBOURS = 8
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of a passage, and where it may stand now, the likeliest first.

    `reason` is `unchanged` (it moves to the one place there is), `ambiguous` (its words are where
    they were, but not they alone, or between other words), `elsewhere` (its place changed, and the
    same words stand in another), `changed` (something like it is there), or `gone`.
    """

    reason: str
    places: tuple[Place, ...] = ()


class Anchoring:
    """Two texts of one article, laid beside each other once for all passages."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = Concordance(old), Concordance(new)
        self._sides = SentencesAround(old), SentencesAround(new)
        self.runs = align(old, new)
        self._starts = [run.old for run in self.runs]
        self._lookalikes: Lookalikes | None = None

    def place(self, start: int, end: int) -> Anchored:
        """What became of the passage at [start, end) of the earlier text."""
        run = self.run_around(start, end)
        quote = self._old.text[start:end]
        if run is None:
            return self._changed(start, end, quote)
        here = start + run.new - run.old
        place = Place(here, here + len(quote), 1.0)
        if self._is_anchored(run, start, end) and self._is_alone(run, start, end):
            return Anchored("unchanged", (place,))
        return Anchored("ambiguous", self._first([place, *self._same_words(quote, here)]))

    def kept(self, start: int, end: int) -> int | None:
        """Where something now begins that stands in an unchanged stretch, with its neighbours."""
        run = self.run_around(start, end)
        if run is None or not self._has_context(run, start, end):
            return None
        return start + run.new - run.old

    def run_around(self, start: int, end: int) -> Run | None:
        """The unchanged stretch that holds all of [start, end)."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self.runs[at].old_end:
            return None
        return self.runs[at]

    def _has_context(self, run: Run, start: int, end: int) -> bool:
        """Whether what stands beside the passage is unchanged: enough on one side, or all there is.

        Both texts may begin or end with it: then that is where it stands.
        """
        before, after = start - run.old, run.old_end - end
        old, new = len(self._old.text), len(self._new.text)
        opens, closes = run.old == run.new == 0, run.old_end == old and run.new_end == new
        is_all = run.length == old
        return before >= CONTEXT or after >= CONTEXT or opens or closes or is_all

    def _is_anchored(self, run: Run, start: int, end: int) -> bool:
        """Whether the sentence is the same, and enough beside or around the passage is unchanged."""
        shift = run.new - run.old
        old = self._sides[0].around(start, end)
        new = self._sides[1].around(start + shift, end + shift)
        is_whole = run.old <= old.start and old.end <= run.old_end
        if is_whole and new == (old.start + shift, old.end + shift):
            unit = old
        elif self._is_nearly(old, new):
            unit = Span(start, end)
        else:
            return False
        if unit.end - unit.start >= _SHORT and self._is_once(unit):
            return self._has_context(run, start, end)
        return self._has_both_sides(run, *unit)

    def _is_nearly(self, old: Span, new: Span) -> bool:
        """Whether a sentence of the later text is one of the earlier, corrected."""
        alike = likeness(self._old.text[slice(*old)], self._new.text[slice(*new)])
        return alike >= NEARLY

    def _is_once(self, span: Span) -> bool:
        phrase = self._old.text[slice(*span)]
        return self._old.is_once(phrase) and self._new.is_once(phrase)

    def _has_both_sides(self, run: Run, start: int, end: int) -> bool:
        """Whether enough on both sides is unchanged, or all there is, and no copy came or went."""
        old, new = self._old.text, self._new.text
        if run.length == len(old):
            return True
        opens = run.old == run.new == 0
        closes = run.old_end == len(old) and run.new_end == len(new)
        if not (opens or start - run.old >= CONTEXT) or not (
            closes or run.old_end - end >= CONTEXT
        ):
            return False
        wide = slice(max(0, start - CONTEXT), end + CONTEXT)
        return len(self._old.places(old[wide])) == len(self._new.places(old[wide])) and (
            self._are_all_kept(start, end)
        )

    def _are_all_kept(self, start: int, end: int) -> bool:
        """Whether each copy of the words is unchanged at its place, and none was added.

        Nor may one stand in the sentence beside: the two may have changed places.
        """
        length = end - start
        own = self._sides[0].around(start, end)
        phrase = self._old.text[start:end]
        places = self._old.places(phrase)
        if self._old.is_common(phrase) or len(places) != len(self._new.places(phrase)):
            return False
        return all(
            self.run_around(one, one + length) is not None
            and (own.start <= one < own.end or abs(one - start) >= length + CONTEXT)
            for one in places
        )

    def _is_alone(self, run: Run, start: int, end: int) -> bool:
        """Whether passage and neighbours stand once in either text, and no copy came or went."""
        return (
            self._counts_agree(start, end)
            and self._is_once_with_more(run, start, end)
            and not self._has_rival(run, start, end)
        )

    def _has_rival(self, run: Run, start: int, end: int) -> bool:
        """Whether a changed sentence elsewhere could as well be what it stood in.

        So it is where a sentence was quoted again, word for word, and then corrected at its place.
        """
        first, last = max(run.old, start - CONTEXT), min(run.old_end, end + CONTEXT)
        shift = run.new - run.old
        return self._alike().has_like(self._old.text[first:last], (start + shift, end + shift))

    def _counts_agree(self, start: int, end: int) -> bool:
        text = self._old.text
        phrases = [text[start:end]]
        if end - start < _SHORT:
            phrases = [
                text[max(0, start - _NEIGHBOURS) : end],
                text[start : end + _NEIGHBOURS],
            ]
        return all(len(self._old.places(one)) == len(self._new.places(one)) for one in phrases)

    def _is_once_with_more(self, run: Run, start: int, end: int) -> bool:
        """Whether it stands once with as much beside it as the unchanged stretch gives."""
        reach = CONTEXT
        while True:
            first, last = max(run.old, start - reach), min(run.old_end, end + reach)
            phrase = self._old.text[first:last]
            if self._old.is_once(phrase) and self._new.is_once(phrase):
                return True
            if (first, last) == (run.old, run.old_end):
                return False
            reach *= 4

    def _changed(self, start: int, end: int, quote: str) -> Anchored:
        region = self._region(start, end)
        near = self._alike().places(quote, region)
        same = self._same_words(quote, region[0], itself=True)
        if same:
            return Anchored("elsewhere", self._first([*near[:1], *same, *near[1:]]))
        near = near or self._instead(start, end, region)
        return Anchored("changed", self._first(near)) if near else Anchored("gone")

    def _instead(self, start: int, end: int, region: tuple[int, int]) -> list[Place]:
        """The other words that stand at its place, where a sentence is the same but for them."""
        first, last = region
        text = self._new.text
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if first == last:
            return []
        old, new = self._sides[0].around(start, end), self._sides[1].around(first, last)
        if (first, last) == new or not self._is_nearly(old, new):
            return []
        return [Place(first, last, likeness(self._old.text[start:end], text[first:last]))]

    def _region(self, start: int, end: int) -> tuple[int, int]:
        """What of the later text stands between what is left of the passage's surroundings."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        opened, closed = 0, len(self._new.text)
        if first >= 0:
            run = self.runs[first]
            opened = min(run.new_end, start + run.new - run.old)
        if last >= 0 and end <= self.runs[last].old_end:
            closed = end + self.runs[last].new - self.runs[last].old
        elif last + 1 < len(self.runs):
            closed = self.runs[last + 1].new
        return opened, max(opened, closed)

    def _same_words(self, quote: str, near: int, *, itself: bool = False) -> list[Place]:
        """The places of the very same words, the nearest first: the others, or `itself` too."""
        if self._new.is_common(quote):
            return []
        found = sorted(self._new.places(quote), key=lambda place: abs(place - near))
        return [Place(one, one + len(quote), 1.0) for one in found if itself or one != near][
            :_SHOWN
        ]

    def _alike(self) -> Lookalikes:
        if self._lookalikes is None:
            self._lookalikes = Lookalikes(self._new.text, self.runs)
        return self._lookalikes

    @staticmethod
    def _first(places: list[Place]) -> tuple[Place, ...]:
        """As many as are shown, none twice."""
        return tuple({(one.start, one.end): one for one in reversed(places)}.values())[::-1][
            :_SHOWN
        ]
