"""Characters as units: every code point of a text, as runs that all reviewers read alike.

A run is cut wherever a passage or a looked-at range of any reviewer begins or ends, so every
character of a run has the same value for a reviewer:

- missing, where the reviewer neither looked nor tagged;
- else the set of tags of the passages over it; the empty set is 'no tag'. Passages of one tag that
  overlap count once, and a passage is looked at even where `looked` does not say so.

Blanks between sentences are looked at where `looked` or a passage covers them. Readings out of the
database have the blank in `looked` wherever both sentences beside it are.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from agreement.reading import Reading, ReadText
from agreement.tally import MISSING
from agreement.units import TagSets, Units, UnitsMaker, joined


def character_units(texts: Sequence[ReadText]) -> Units:
    """The characters of these texts as weighted runs; never a row a character."""
    maker = UnitsMaker(texts)
    for text in texts:
        cuts = _cuts(text)
        rows = {position: row for row, position in enumerate(cuts)}
        values = [_values(reading, rows, text.length, maker.sets) for reading in text.readings]
        maker.add(text, list(pairwise(cuts)), values)
    return maker.units("characters").unbroken()


def _cuts(text: ReadText) -> list[int]:
    """Where a run may begin or end; the ends of the text are among them."""
    cuts = {0, max(text.length, 0)}
    for reading in text.readings:
        for start, end in joined(reading.looked, text.length):
            cuts.update((start, end))
        for passage in reading.passages:
            cuts.update((_inside(passage.start, text.length), _inside(passage.end, text.length)))
    return sorted(cuts)


def _values(reading: Reading, rows: Mapping[int, int], length: int, sets: TagSets) -> list[int]:
    """What this reviewer made of each run."""
    values = [MISSING] * (len(rows) - 1)
    for start, end in joined(reading.looked, length):
        values[rows[start] : rows[end]] = [0] * (rows[end] - rows[start])
    for passage in reading.passages:
        first, last = rows[_inside(passage.start, length)], rows[_inside(passage.end, length)]
        for row in range(first, last):
            values[row] = sets.with_tag(values[row], passage.tag)
    return values


def _inside(position: int, length: int) -> int:
    return min(max(position, 0), length)
