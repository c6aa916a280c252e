"""What reviewers would have marked by chance: their own readings, moved along the text."""

from collections.abc import Sequence

import numpy as np

from agreement.dissimilarity import Marks
from agreement.tally import Real


def random_continuum(
    continuum: Sequence[Marks], length: int, random: np.random.Generator
) -> list[Marks]:
    """As many readings, each taken from one of the reviewers at random and moved by a random way.

    Mathet, Widlöcher & Métivier (2015), sec. 5.2: a reading is cut at a random place and its parts
    change places, so that lengths, tags, gaps and overlaps stay as they were. What passes the end
    comes in at the beginning; a passage on the cut stays whole. The same reading may be taken
    twice, so two ways are at least half the average length of a passage apart, as in the authors'
    software, as long as there is room for it.
    """
    passages = sum(len(marks) for marks in continuum)
    while True:
        taken = random.integers(0, len(continuum), len(continuum))
        if passages == 0 or any(len(continuum[reader]) for reader in taken):
            break
    ways = _ways(len(continuum), length, _average(continuum) / 2, random)
    return [_moved(continuum[reader], way, length) for reader, way in zip(taken, ways, strict=True)]


def _average(continuum: Sequence[Marks]) -> float:
    lengths = np.concatenate([marks.ends - marks.starts for marks in continuum])
    return float(lengths.mean()) if len(lengths) else 0.0


def _ways(count: int, length: int, apart: float, random: np.random.Generator) -> Real:
    free = np.ones(length, bool)
    places = np.arange(length)
    ways = []
    for _ in range(count):
        open_places = places[free] if free.any() else places
        way = int(random.choice(open_places))
        ways.append(way)
        free &= np.abs(places - way) >= apart
    return np.array(ways, np.float64)


def _moved(marks: Marks, way: float, length: int) -> Marks:
    starts = (marks.starts + way) % length
    return Marks(starts, starts + (marks.ends - marks.starts), marks.tags)
