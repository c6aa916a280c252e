"""Where reviewers' passages begin and end, and how far two of them would have to be moved.

A boundary lies between two sentences, or two characters, of what both reviewers looked at. Every
passage has one where it begins and one where it ends; a passage within sentences reaches to their
edges. Passages of one reviewer and tag that overlap are one. There is none where the text begins or
ends, since none could be elsewhere, and of several at one place one counts.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from agreement.continuum import Continuum
from agreement.matching import Extent
from agreement.reading import ReadText
from agreement.shared_ground import units_of

Position = Literal["sentence", "character"]
ANY_TAG = None
"""The key of boundaries whatever the tag of their passages."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Boundaries of two reviewers at the same place; near one another, by how far; and alone."""

    same: int
    near: tuple[int, ...]
    alone: int


def boundaries(
    text: ReadText, on: Continuum, position: Position
) -> tuple[int, dict[str | None, dict[str, frozenset[int]]]]:
    """How many places there are for a boundary, and where each reviewer's are, by tag and name."""
    at = None if position == "character" else _sentences(text, on)
    places = (on.length if at is None else len(at[0])) - 1
    found: dict[str | None, dict[str, frozenset[int]]] = defaultdict(dict)
    for reviewer, passages in on.found.items():
        whole: set[int] = set()
        for tag, units in units_of(passages).items():
            edges = frozenset(
                edge for unit in units for edge in _edges(unit, at) if 0 < edge <= places
            )
            found[tag][reviewer] = edges
            whole |= edges
        found[ANY_TAG][reviewer] = frozenset(whole)
    return max(places, 0), found


def moves(ours: frozenset[int], theirs: frozenset[int], farthest: int) -> Moves:
    """The boundary edit distance: pairs nearest each other first, from the left.

    Fournier (2013), Evaluating Text Segmentation using Boundary Edit Distance, ACL, sec. 3: what
    one has alone is paired with what the other has alone, at most `farthest` places away.
    """
    left, right = set(ours - theirs), set(theirs - ours)
    near: list[int] = []
    for far in range(1, farthest + 1):
        ahead = [place for place in left if place + far in right]
        behind = [place for place in right if place + far in left]
        for place in sorted(ahead + behind):
            one, other = (left, right) if place in left else (right, left)
            if place in one and place + far in other:
                one.remove(place)
                other.remove(place + far)
                near.append(far)
    return Moves(len(ours & theirs), tuple(near), len(left) + len(right))


def _sentences(text: ReadText, on: Continuum) -> tuple[list[int], list[int]]:
    """Where sentences of the common ground begin, and where they end."""
    place = on.ground.place
    placed = [(place(start), place(end)) for start, end in text.sentences]
    there = sorted(sentence for sentence in placed if sentence[0] < sentence[1])
    return [start for start, _ in there], [end for _, end in there]


def _edges(unit: Extent, sentences: tuple[list[int], list[int]] | None) -> Extent:
    if sentences is None:
        return unit
    starts, ends = sentences
    return bisect_right(ends, unit[0]), bisect_left(starts, unit[1])
