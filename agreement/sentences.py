"""Sentences as units: each counts once, however long it is.

What a reviewer made of a sentence is the set of tags of their passages that overlap it by at least
one character; the empty set is 'no tag'. It is missing unless they looked at it:

- a sentence they tagged in was looked at, even where `looked` does not say so;
- one without a tag was looked at only if `looked` covers all of it. Half a sentence that was
  cleared says nothing about the other half, so the sentence is missing.

What lies between sentences is no unit.
"""

from collections.abc import Sequence

import numpy as np

from agreement.reading import ReadText
from agreement.sentence_cells import SentenceCells
from agreement.tally import MISSING
from agreement.units import Units


def sentence_units(texts: Sequence[ReadText]) -> Units:
    """The sentences of these texts, a row each."""
    cells = SentenceCells()
    for text in texts:
        if len({reading.reviewer for reading in text.readings}) < len(text.readings):
            raise ValueError(f"a reviewer reads a text of {text.article!r} once: name them apart")
        cells.add(text)
    reviewers = sorted({reading.reviewer for text in texts for reading in text.readings})
    articles = sorted({text.article for text in texts})
    column = {name: place for place, name in enumerate(reviewers)}
    place = {name: number for number, name in enumerate(articles)}
    numbers, sets = cells.values()
    values = np.full((len(cells.starts), len(reviewers)), MISSING, np.int32)
    own = [column[reading.reviewer] for text in texts for reading in text.readings]
    cells.spread(numbers, np.array(own, np.int64), values)
    of_text = np.array([place[text.article] for text in texts], np.int64)
    return Units(
        reviewers=tuple(reviewers),
        articles=tuple(articles),
        sets=sets,
        values=values,
        weights=np.ones(len(values), np.int64),
        article=np.repeat(of_text, cells.counts),
        starts=np.array(cells.starts, np.int64),
        ends=np.array(cells.ends, np.int64),
        kind="sentences",
    )
