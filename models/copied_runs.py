"""Copied runs: what of a later text stands word for word in an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.shingles import CHARACTERS, Unit, length_of_shingle, runs_hashed, units

LEAST = 12
"""So many words in a row are copied; of a script without blanks twice as many characters."""
_PLACES = 200
"""Of what stands more often in the earlier text than this, later places are not looked at."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """So many words that stand in both texts: [start, end) in code points of each."""

    earlier: Span
    later: Span
    words: int


def copied_runs(earlier: str, later: str, least: int = 0) -> list[CopiedRun]:
    """The later text's runs that are copied, in order, none overlapping another.

    Each begins as early as it can and is as long as it can be; of several places in the earlier
    text the first is told. Signs and case are not compared.
    """
    old, new = units(earlier), units(later)
    least = least or _least(new)
    found: list[CopiedRun] = []
    at = 0
    places = _Places(old, new, least)
    while at < len(new):
        place, length = places.longest(at)
        if not length:
            at += 1
            continue
        found.append(CopiedRun(_span(old, place, length), _span(new, at, length), length))
        at += length
    return found


def copied_share(runs: Sequence[Sequence[CopiedRun]], words: int) -> float:
    """How much of a later text is copied from earlier ones, 0 to 1: words that any of them has."""
    spans = sorted((run.later[0], run.later[1], run.words) for each in runs for run in each)
    copied = 0.0
    end = 0
    for start, last, count in spans:
        fresh = last - max(start, end)
        if fresh > 0:
            copied += count * fresh / (last - start)
            end = last
    return min(1.0, copied / words) if words else 0.0


class _Places:
    """Where the runs of the later text stand in the earlier one, by hash, then by comparing."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], least: int) -> None:
        self._old = [one.word for one in old]
        self._new = [one.word for one in new]
        self._hashes = runs_hashed(self._new, least).tolist()
        self._places: dict[int, list[int]] = {}
        self._least = least
        wanted = set(self._hashes)
        for place, found in enumerate(runs_hashed(self._old, least).tolist()):
            if found in wanted:
                self._places.setdefault(found, []).append(place)

    def longest(self, at: int) -> tuple[int, int]:
        """The longest run from here: where the earlier text has it, and how many words; 0 for none."""
        best, most = 0, 0
        if at >= len(self._hashes):
            return best, most
        for place in self._places.get(self._hashes[at], ())[:_PLACES]:
            length = self._length(place, at)
            if length > most:
                best, most = place, length
        return (best, most) if most >= self._least else (0, 0)

    def _length(self, place: int, at: int) -> int:
        length = 0
        end = min(len(self._old) - place, len(self._new) - at)
        while length < end and self._old[place + length] == self._new[at + length]:
            length += 1
        return length


def _least(words: Sequence[Unit]) -> int:
    characters = length_of_shingle([one.word for one in words]) == CHARACTERS
    return 2 * LEAST if characters else LEAST


def _span(words: Sequence[Unit], place: int, length: int) -> Span:
    return words[place].start, words[place + length - 1].end
