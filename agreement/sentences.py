"""Sentences as units: each counts once, however long it is.

What a reviewer made of a sentence is the set of tags of their passages that overlap it by at least
one character; the empty set is 'no tag'. It is missing unless they looked at it:

- a sentence they tagged in was looked at, even where `looked` does not say so;
- one without a tag was looked at only if `looked` covers all of it. Half a sentence that was
  cleared says nothing about the other half, so the sentence is missing.

What lies between sentences is no unit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from agreement.reading import Reading, ReadText
from agreement.tally import MISSING
from agreement.units import TagSets, Units, UnitsMaker, joined


def sentence_units(texts: Sequence[ReadText]) -> Units:
    """The sentences of these texts, a row each."""
    maker = UnitsMaker(texts)
    for text in texts:
        sentences = sorted((start, end) for start, end in text.sentences if start < end)
        values = [_values(reading, sentences, text.length, maker.sets) for reading in text.readings]
        maker.add(text, sentences, values)
    return maker.units("sentences")


def _values(
    reading: Reading, sentences: Sequence[tuple[int, int]], length: int, sets: TagSets
) -> list[int]:
    """What this reviewer made of each sentence."""
    starts = [start for start, _ in sentences]
    ends = [end for _, end in sentences]
    values = [MISSING] * len(sentences)
    for start, end in joined(reading.looked, length):
        for place in range(bisect_left(starts, start), bisect_right(ends, end)):
            values[place] = 0
    for passage in reading.passages:
        if passage.start >= passage.end:
            continue
        for place in range(bisect_right(ends, passage.start), bisect_left(starts, passage.end)):
            values[place] = sets.with_tag(values[place], passage.tag)
    return values
