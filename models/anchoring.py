"""Anchoring: where the passages of an earlier text stand in a corrected one, and how sure that is.

A passage moves by itself only where all of this holds: its words are unchanged, they lie in a stretch
that the alignment found unchanged and in order, 32 code points beside them are unchanged too, and
with these they stand once in either text. Anything else is for a person: nothing is ever drawn to a
place that only looks alike.
"""

from bisect import bisect_right
from dataclasses import dataclass

from models.alignment import Run, align
from models.concordance import Concordance
from models.lookalikes import Lookalikes, Place

CONTEXT = 32
# A shorter passage is a word or two: it must have the same neighbours on both sides.
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
        if self._has_context(run, start, end) and self._is_alone(run, start, end):
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
        same = self._same_words(quote, region[0])
        if same:
            return Anchored("elsewhere", self._first([*near[:1], *same, *near[1:]]))
        return Anchored("changed", self._first(near)) if near else Anchored("gone")

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

    def _same_words(self, quote: str, near: int) -> list[Place]:
        """The other places of the very same words, the nearest first."""
        if self._new.is_common(quote):
            return []
        found = sorted(self._new.places(quote), key=lambda place: abs(place - near))
        return [Place(one, one + len(quote), 1.0) for one in found if one != near][:_SHOWN]

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
