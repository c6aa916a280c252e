"""Alignment: which stretches of an earlier text stand unchanged, and in order, in a later one.

Patience: what stands exactly once in both is matched first, in the longest common order, sentences
before words; what lies between is compared on its own. Its cost grows with the length, where
comparing everything with everything would grow with its square.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

import regex

# Where a script has no blanks, each of its characters is a word.
_WORDS = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}\p{M}]+|\n|[^\S\n]+|\X", regex.DOTALL
)
_SENTENCES = regex.compile(r"[^\n]*?(?:[.!?…。！？]+[^\w\s]*\s+|\n+)|[^\n]+", regex.DOTALL)
# As many pairs as may be compared one by one where nothing stands exactly once.
_PAIRS = 2_500

Stretch = tuple[int, int, int, int]
Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """`length` code points that stand at `old` in the earlier text and at `new` in the later one."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the earlier text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the later text."""
        return self.new + self.length


def align(old: str, new: str) -> list[Run]:
    """The unchanged stretches, in order, each as long as it goes."""
    sentences = _SENTENCES.findall(old), _SENTENCES.findall(new)
    starts = [list(accumulate(map(len, side), initial=0)) for side in sentences]
    kept = sorted(matches(*sentences))
    found: list[Run] = []
    at = (0, 0)
    for first, second, count in [*kept, (len(sentences[0]), len(sentences[1]), 0)]:
        here = starts[0][first], starts[1][second]
        found.extend(_between(old, new, (at[0], here[0], at[1], here[1])))
        at = starts[0][first + count], starts[1][second + count]
        found.append(Run(*here, at[0] - here[0]))
    return _joined(found)


def words(text: str) -> list[str]:
    """The text cut into words, signs and blanks; joined they are the text again."""
    found: list[str] = _WORDS.findall(text)
    return found


def shared(one: str, other: str) -> list[Run]:
    """The unchanged words of two short texts, in order: sentences are not looked at first."""
    return _joined(list(_between(one, other, (0, len(one), 0, len(other)))))


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The text cut into sentences, roughly, as [start, end): what alignment compares first."""
    return (found.span() for found in _SENTENCES.finditer(text))


def matches(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Equal stretches of two sequences that are in one order: where in each, and how many."""
    open_stretches: list[Stretch] = [(0, len(old), 0, len(new))]
    while open_stretches:
        stretch = open_stretches.pop()
        ends = _equal_ends(old, new, stretch)
        yield from ends
        inner = _inside(stretch, ends)
        if inner[0] == inner[1] or inner[2] == inner[3]:
            continue
        pairs = _once_in_both(old, new, inner)
        if pairs:
            open_stretches.extend(_around(inner, pairs))
            yield from ((first, second, 1) for first, second in pairs)
        elif (inner[1] - inner[0]) * (inner[3] - inner[2]) <= _PAIRS:
            yield from _one_by_one(old, new, inner)


def _between(old: str, new: str, stretch: Stretch) -> Iterator[Run]:
    """The unchanged words of a stretch in which no sentence stayed as it was."""
    first, last, second, end = stretch
    if first == last or second == end:
        return
    sides = words(old[first:last]), words(new[second:end])
    starts = [list(accumulate(map(len, side), initial=0)) for side in sides]
    for here, there, count in sorted(matches(*sides)):
        length = starts[0][here + count] - starts[0][here]
        yield Run(first + starts[0][here], second + starts[1][there], length)


def _equal_ends(old: Sequence[str], new: Sequence[str], stretch: Stretch) -> list[Match]:
    """What the stretch begins and ends with on both sides: two matches, either of them empty."""
    first, last, second, end = stretch
    most = min(last - first, end - second)
    before = 0
    while before < most and old[first + before] == new[second + before]:
        before += 1
    after = 0
    while after < most - before and old[last - after - 1] == new[end - after - 1]:
        after += 1
    return [(first, second, before), (last - after, end - after, after)]


def _inside(stretch: Stretch, ends: list[Match]) -> Stretch:
    (_, _, before), (last, end, _) = ends
    return stretch[0] + before, last, stretch[2] + before, end


def _once_in_both(
    old: Sequence[str], new: Sequence[str], stretch: Stretch
) -> list[tuple[int, int]]:
    """Where what stands once on either side stands, as much of it as is in one order."""
    first, last, second, end = stretch
    here, there = Counter(old[first:last]), Counter(new[second:end])
    places = {new[at]: at for at in range(second, end) if there[new[at]] == 1}
    pairs = [
        (at, places[old[at]])
        for at in range(first, last)
        if here[old[at]] == 1 and old[at] in places and not old[at].isspace()
    ]
    return _in_order(pairs)


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of the pairs, ascending on the left, that ascends on the right too."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    chosen: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _around(stretch: Stretch, pairs: list[tuple[int, int]]) -> Iterator[Stretch]:
    """What lies before, between and after the pairs."""
    first, last, second, end = stretch
    for here, there in pairs:
        yield first, here, second, there
        first, second = here + 1, there + 1
    yield first, last, second, end


def _one_by_one(old: Sequence[str], new: Sequence[str], stretch: Stretch) -> Iterator[Match]:
    first, last, second, end = stretch
    compared = SequenceMatcher(None, old[first:last], new[second:end], autojunk=False)
    for block in compared.get_matching_blocks():
        yield first + block.a, second + block.b, block.size


def _joined(runs: list[Run]) -> list[Run]:
    """Runs that follow one another in both texts made one, empty ones left out."""
    joined: list[Run] = []
    for run in runs:
        if not run.length:
            continue
        last = joined[-1] if joined else None
        if last is not None and (last.old_end, last.new_end) == (run.old, run.new):
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined
