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

from agreement.columns import Columns, columns_of
from agreement.reading import ReadText
from agreement.sentence_cells import SentenceCells
from agreement.units import Units


def sentence_units(texts: Sequence[ReadText]) -> Units:
    """The sentences of these texts, a row each."""
    return units_of_columns(columns_of(texts))


def units_of_columns(columns: Columns) -> Units:
    """The same of texts that are columns already."""
    cells = SentenceCells(columns)
    reviewers, articles = sorted(set(columns.reviewer)), sorted(set(columns.articles))
    column = {name: place for place, name in enumerate(reviewers)}
    place = {name: number for number, name in enumerate(articles)}
    numbers, sets = cells.values()
    own = np.array([column[name] for name in columns.reviewer], np.int64)
    of_text = np.array([place[name] for name in columns.articles], np.int64)
    return Units(
        reviewers=tuple(reviewers),
        articles=tuple(articles),
        sets=sets,
        values=cells.spread(numbers, own, len(reviewers)),
        weights=np.ones(len(columns.starts), np.int64),
        article=np.repeat(of_text, columns.counts),
        starts=columns.starts,
        ends=columns.ends,
        kind="sentences",
    )
